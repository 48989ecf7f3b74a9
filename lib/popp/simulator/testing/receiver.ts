import { createHash } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { verifySignature } from '../../signature'
import type { Payload } from '../render'

export interface Receiver {
  url: string
  secret: string
  /** Bodies answered 200, in order of arrival, copies included. */
  accepted: { body: string; payload: Payload }[]
  /** Every request with the right signature or not, in order of arrival. */
  requests: { signature: string | undefined; at: number }[]
  /** Decides an answer before anything else is done; undefined: the usual one. `drop` closes the line. */
  answer: (n: number) => undefined | 'drop' | 'silence' | { status: number; headers?: Record<string, string> }
  mostAtOnce: number
  /** How long the usual answer takes; without it a fast machine answers one by one. */
  delayMs: number
  close(): Promise<void>
}

/** A real HTTP server with the manners of the product's endpoint: verifies, remembers, says "duplicate". */
export async function startReceiver(secret = 'a signing secret of the test'): Promise<Receiver> {
  const seen = new Set<string>()
  let inside = 0
  const server = http.createServer(async (request, response) => {
    receiver.mostAtOnce = Math.max(receiver.mostAtOnce, ++inside)
    response.on('close', () => inside--)
    const signature = request.headers['x-signature'] as string | undefined
    receiver.requests.push({ signature, at: performance.now() })
    const order = receiver.answer(receiver.requests.length - 1)
    if (order === 'drop') return void request.socket.destroy()
    if (order === 'silence') return
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (order) return void response.writeHead(order.status, order.headers).end()
    if (receiver.delayMs) await sleep(receiver.delayMs)
    const bytes = Buffer.concat(chunks)
    if (!verifySignature(bytes, signature, [{ id: 'one', secret: receiver.secret }]).ok)
      return void response.writeHead(401).end()
    const body = bytes.toString()
    const payload = JSON.parse(body) as Payload
    receiver.accepted.push({ body, payload })
    const key = payload.eventId ?? createHash('sha256').update(body).digest('hex')
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ answer: seen.has(key) ? 'duplicate' : 'stored' }))
    seen.add(key)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/popp/test`,
    secret,
    accepted: [],
    requests: [],
    answer: () => undefined,
    mostAtOnce: 0,
    delayMs: 0,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
  return receiver
}
