import type { Server, ServerResponse } from 'node:http'

const SWEEP_MS = 50

/**
 * Remembers the open event streams of a server. They never end by themselves, so a server that waits for its answers
 * would wait for ever; browsers reconnect on their own.
 */
export function trackStreams(server: Server): Set<ServerResponse> {
  const open = new Set<ServerResponse>()
  server.on('request', (_request, response) => {
    open.add(response)
    response.once('close', () => open.delete(response))
  })
  return open
}

const isStream = (response: ServerResponse) =>
  String(response.getHeader('content-type') ?? '').startsWith('text/event-stream')

/** Stops accepting, ends event streams, lets every other answer be finished, and after `graceMs` ends what is left. */
export async function drain(server: Server, open: Set<ServerResponse>, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // Connections are kept alive after their answer: each sweep ends those that became idle.
  const sweep = setInterval(() => {
    for (const response of open) if (isStream(response)) response.socket?.end()
    server.closeIdleConnections()
  }, SWEEP_MS)
  const last = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(sweep)
  clearTimeout(last)
}
