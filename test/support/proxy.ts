/** A cable between a browser and the program that a test can pull: pages still come, sockets do not. */
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { connect, type Socket } from 'node:net'

export type Cable = {
  origin: string
  /** Every socket ends at once and none opens, until it is put back. */
  pull(): void
  putBack(): void
  close(): Promise<void>
}

/** Listens on `port` and passes everything on to `target`. */
export const layCable = async (port: number, target: number): Promise<Cable> => {
  let pulled = false
  const sockets = new Set<Socket>()
  const server = createServer((incoming, answer) => {
    const { method, url, headers } = incoming
    const onward = request({ host: '127.0.0.1', port: target, method, path: url, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    incoming.pipe(onward)
  })
  server.on('upgrade', (incoming, socket: Socket, head: Buffer) => {
    if (pulled) {
      socket.destroy()
      return
    }
    const onward = connect(target, '127.0.0.1', () => {
      const raw = incoming.rawHeaders
      const lines = raw.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${raw[i + 1]}`] : []))
      onward.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      onward.write(head)
      onward.pipe(socket)
      socket.pipe(onward)
    })
    for (const each of [socket, onward]) {
      sockets.add(each)
      each.on('error', () => each.destroy())
      each.on('close', () => {
        sockets.delete(each)
        socket.destroy()
        onward.destroy()
      })
    }
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${port}`,
    pull: () => {
      pulled = true
      for (const socket of sockets) socket.destroy()
    },
    putBack: () => {
      pulled = false
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
