import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call that arrived. */
export interface PeerCall {
  method: string
  /** With its query. */
  path: string
  headers: IncomingMessage['headers']
  body: string
}

type Answer = { status?: number; headers?: Record<string, string>; json?: unknown; body?: string | Uint8Array }
/** Answers, or takes the connection into its own hands. */
type Behaviour = (call: PeerCall, raw: { request: IncomingMessage; response: ServerResponse }) => Answer | 'handled'

/** A peer on HTTP that answers as a test tells it to, and remembers what it was asked. */
export async function startPoppPeer(first: Behaviour = () => ({ json: {} })) {
  const calls: PeerCall[] = []
  let behave = first
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const { method = '', url: path = '', headers } = request
    const call = { method, path, headers, body: Buffer.concat(chunks).toString() }
    calls.push(call)
    const answer = behave(call, { request, response })
    if (answer === 'handled') return
    const { status = 200, json, body = JSON.stringify(json) } = answer
    response.writeHead(status, { 'content-type': 'application/json', ...answer.headers }).end(body)
  })
  server.on('clientError', (_, socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    ...{ calls, port, baseUrl: `http://127.0.0.1:${port}/v1` },
    behave: (next: Behaviour) => {
      behave = next
    },
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
export type PoppPeer = Awaited<ReturnType<typeof startPoppPeer>>
