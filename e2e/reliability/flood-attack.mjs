// Connections that mean no good, in a process of their own, so that they do not slow down who measures.
// Told what to do by a message, answers with how long the server kept each kind.
import { connect } from 'node:net'

const MEBIBYTE = 1024 * 1024
const HUGE = 100 * MEBIBYTE
const LIMIT = MEBIBYTE
const BLOCK = Buffer.alloc(65_536, 'x')
const CHUNKED_BLOCK = Buffer.concat([Buffer.from('10000\r\n'), BLOCK, Buffer.from('\r\n')])
const TINY_CHUNKS = Buffer.from('1\r\nx\r\n'.repeat(8_192))
const DRIP_EVERY_MS = 500

const head = ({ path }, ...lines) =>
  [`POST ${path} HTTP/1.1`, 'Host: flood', 'Content-Type: application/json', ...lines, '', ''].join('\r\n')

/** What each kind says first, and what it goes on saying, as fast as it is taken or now and then. */
const KINDS = {
  '100 MB as announced': (to) => ({ first: head(to, `Content-Length: ${HUGE}`), block: BLOCK, bytes: HUGE }),
  '100 MB in chunks': (to) => ({
    first: head(to, 'Transfer-Encoding: chunked'),
    block: CHUNKED_BLOCK,
    bytes: HUGE,
  }),
  '100 MB behind a small claim': (to) => ({
    first: head(to, 'Content-Length: 2000'),
    block: BLOCK,
    bytes: HUGE,
  }),
  'chunks of one byte': (to) => ({
    first: head(to, 'Transfer-Encoding: chunked'),
    block: TINY_CHUNKS,
    bytes: 6 * LIMIT - TINY_CHUNKS.length,
  }),
  'a stop just before the limit': (to) => ({
    first: head(to, `Content-Length: ${LIMIT}`),
    block: BLOCK,
    bytes: LIMIT - BLOCK.length,
  }),
  'a dripping chunked body': (to) => ({ first: head(to, 'Transfer-Encoding: chunked'), drip: '1\r\nx\r\n' }),
  'half a head': (to) => ({ first: head(to).slice(0, 60) }),
}

/** Resolves when the server has closed the connection: after how many milliseconds. */
function attack({ first, block, bytes = 0, drip }, port) {
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const socket = connect(port, '127.0.0.1')
    let left = bytes
    const pour = () => {
      while (left > 0 && !socket.destroyed) {
        left -= block.length
        if (!socket.write(block)) return void socket.once('drain', pour)
      }
    }
    const dripping = drip && setInterval(() => socket.write(drip), DRIP_EVERY_MS)
    socket.once('connect', () => {
      socket.write(first)
      if (block) pour()
    })
    // Without reading nobody would hear that the other side has ended.
    socket.resume()
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(dripping)
      resolve(performance.now() - startedAt)
    })
  })
}

process.once('message', async ({ port, path, counts }) => {
  const kept = await Promise.all(
    Object.entries(counts).map(async ([kind, count]) => {
      const plan = KINDS[kind]({ path })
      const times = await Promise.all(Array.from({ length: count }, () => attack(plan, port)))
      return [kind, Math.round(Math.max(...times))]
    }),
  )
  process.send({ kept: Object.fromEntries(kept) })
  process.disconnect()
})
