/**
 * The program as the benchmarks start it: a process of its own, per-member limits lifted (and said so), and with
 * `--no-fsync` a disk whose fsync does nothing, to be compared with. Arguments: port, data folder, --no-fsync.
 */
import pino from 'pino'
import { readConfig } from '../../server/config.ts'
import { startService } from '../../server/service.ts'
import { nodeDisk } from '../../server/store/disk.ts'
import { openEmbedded } from '../../server/store/embedded.ts'
import { limits } from '../../shared/protocol.ts'

const [port = '0', directory = '', mode] = process.argv.slice(2)

const unsynced = async (path: string, open: typeof nodeDisk.open) => ({ ...(await open(path)), sync: async () => {} })

const disk =
  mode === '--no-fsync'
    ? {
        ...nodeDisk,
        open: (path: string) => unsynced(path, nodeDisk.open),
        create: (path: string) => unsynced(path, nodeDisk.create),
        syncDirectory: async () => {},
      }
    : nodeDisk

const store = await openEmbedded({ directory, disk })
const allowances = { ...limits, socketsPerMember: 10_000, bytesPerMinute: 1e12, clientIdsPerDay: 1e9 }
const config = readConfig({ PORT: port, DATA_DIR: directory })
await startService({ config, store, log: pino({ level: 'warn' }), now: Date.now, allowances })
process.stdout.write('serving\n')
