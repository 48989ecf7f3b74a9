import { type Server, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'

/** What Node itself answers to what is no request; anything else is a bad one. */
const STATUS: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
}
/** Three milliseconds' work. */
const AT_ONCE = 50

/**
 * Ends connections on which no request comes to its end. Node ends all whose time is over in one go: two thousand of them
 * kept everybody else waiting for a quarter of a second. Here a few are ended, then others are served.
 */
export function endSendersGently(server: Server): void {
  const late: Socket[] = []
  const endSome = () => {
    for (const socket of late.splice(0, AT_ONCE)) end(socket, 408)
    if (late.length > 0) setImmediate(endSome)
  }
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const status = STATUS[error.code ?? ''] ?? 400
    if (status !== 408) return end(socket, status)
    if (late.push(socket) === 1) setImmediate(endSome)
  })
}

function end(socket: Socket & { _httpMessage?: { headersSent: boolean } | null }, status: number) {
  // Into an answer that has begun nothing is written.
  if (socket.writable && !socket._httpMessage?.headersSent)
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\n\r\n`)
  socket.destroy()
}
