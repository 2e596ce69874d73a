/**
 * The floor of designs with one frame per delivery: a server that passes each frame on to everybody else and says so to
 * the sender. No document, no gate, no disk. Argument: port.
 */
import { WebSocketServer } from 'ws'

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), perMessageDeflate: false })
const done = Uint8Array.of(100)

server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    for (const other of server.clients) if (other !== socket) other.send(data, { binary: true })
    socket.send(done)
  })
})
server.on('listening', () => process.stdout.write('serving\n'))
