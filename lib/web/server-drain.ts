import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

const SWEEP_MS = 50

/** What a server has open that does not end by itself. */
export interface Open {
  /** Answers under way, event streams among them. */
  responses: Set<ServerResponse>
  /** Connections on which nothing was asked yet; Node does not count these as idle. */
  unused: Set<Socket>
}

export function trackOpen(server: Server): Open {
  const open: Open = { responses: new Set(), unused: new Set() }
  server.on('connection', (socket) => {
    open.unused.add(socket)
    socket.once('close', () => open.unused.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    open.unused.delete(socket)
    open.responses.add(response)
    response.once('close', () => open.responses.delete(response))
  })
  return open
}

const isStream = (response: ServerResponse) =>
  String(response.getHeader('content-type') ?? '').startsWith('text/event-stream')

/**
 * Stops accepting, ends event streams (browsers reconnect on their own), lets every other answer be finished, and after
 * `graceMs` ends what is left.
 */
export async function drain(server: Server, open: Open, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // So that nobody sends a next request on a connection that is about to be closed.
  for (const response of open.responses) if (!response.headersSent) response.setHeader('connection', 'close')
  // Connections are kept alive after their answer: each sweep ends those that became idle.
  const sweep = setInterval(() => {
    for (const response of open.responses) if (isStream(response)) response.socket?.end()
    for (const socket of open.unused) socket.destroy()
    server.closeIdleConnections()
  }, SWEEP_MS)
  const last = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(sweep)
  clearTimeout(last)
}
