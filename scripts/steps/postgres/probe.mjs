import net from 'node:net'
import { DATABASE, ROLE } from './create-cluster.mjs'

const PROTOCOL_3 = 196_608
const CANNOT_CONNECT_NOW = '57P03'
const TIMEOUT_MS = 2_000

/**
 * Asks a server, in PostgreSQL's own protocol, whether it takes connections: a listening port alone says nothing during
 * start, recovery and shutdown.
 * @returns {Promise<'ready' | 'busy' | 'closed' | 'stranger'>} busy: starting or stopping
 */
export function probe(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' })
    let received = Buffer.alloc(0)
    const done = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(TIMEOUT_MS, () => done('busy'))
    socket.once('error', () => done('closed'))
    socket.once('close', () => done(received.length === 0 ? 'closed' : read(received)))
    socket.once('connect', () => socket.write(startupMessage()))
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (received[0] !== 0x45) done(read(received))
    })
  })
}

/** It asks for the password: ready. It refuses: now is not the time, or it is full (which a server that runs is). */
function read(answer) {
  const kind = String.fromCharCode(answer[0])
  if (kind === 'R') return 'ready'
  if (kind !== 'E') return 'stranger'
  const fields = answer.subarray(5).toString().split('\0')
  return fields.includes(`C${CANNOT_CONNECT_NOW}`) ? 'busy' : 'ready'
}

function startupMessage() {
  const body = Buffer.from(`user\0${ROLE}\0database\0${DATABASE}\0\0`)
  const head = Buffer.alloc(8)
  head.writeInt32BE(8 + body.length, 0)
  head.writeInt32BE(PROTOCOL_3, 4)
  return Buffer.concat([head, body])
}
