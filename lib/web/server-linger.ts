import type { IncomingMessage, ServerResponse } from 'node:http'

const DISCARD_BYTES = 16 * 1024 * 1024
const DISCARD_MS = 2_000
/** A MiB in ordinary pieces is 16 to 64 of them. */
const DISCARD_PIECES = 4_096
/** Of more than these the honest do not consist: who is beyond them may miss the answer. */
const DISCARDING_MAX = 64

let discarding = 0

/**
 * Ends an answer whose request nobody reads to its end; its head is written and says `connection: close`. A socket closed
 * with bytes unread resets the connection, and the reset overtakes the answer: the sender of a few MiB would never see its
 * 413. So the rest is read, only to be thrown away and not without end: then the connection is closed whatever comes.
 */
export function endDiscarding(request: IncomingMessage, response: ServerResponse, body: string): void {
  if (discarding >= DISCARDING_MAX) return void response.end(body)
  discarding += 1
  response.flushHeaders()
  response.write(body)
  let left = DISCARD_BYTES
  let piecesLeft = DISCARD_PIECES
  let isOver = false
  const end = () => {
    if (isOver) return
    isOver = true
    discarding -= 1
    clearTimeout(timer)
    if (!response.writableEnded) response.end()
  }
  const timer = setTimeout(end, DISCARD_MS)
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length
    piecesLeft -= 1
    if (left < 0 || piecesLeft < 0) end()
  })
  for (const event of ['end', 'error', 'close']) request.once(event, end)
  request.resume()
}
