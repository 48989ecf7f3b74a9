import type { IncomingMessage, ServerResponse } from 'node:http'
import { type CountedBody, claimsTooMuch, joined } from '@/lib/platform/http/counted-body'
import { accept } from '@/lib/webhooks/service'
import { endDiscarding } from './server-linger'

const INGEST_PATH = /^\/api\/webhooks\/popp\/([^/?#]+)(?:\?|$)/

/** The endpoint id when the request is a delivery, else null. */
export const deliveryEndpointId = (url: string | undefined): string | null => INGEST_PATH.exec(url ?? '')?.[1] ?? null

/** Answers a delivery on `node:http` itself; what Next's route handler costs is measured in `e2e/bench`. */
export async function answerDelivery(
  request: IncomingMessage,
  response: ServerResponse,
  delivery: { endpointId: string; address: string; requestId: string; headers: Readonly<Record<string, string>> },
): Promise<void> {
  const answer = await accept({
    endpointId: delivery.endpointId,
    method: request.method ?? '',
    contentType: request.headers['content-type'],
    signature: oneHeader(request.headers['x-signature']),
    address: delivery.address,
    readBody: (limitBytes) => readRequest(request, response, limitBytes),
    receivedAt: new Date(),
    startedAt: performance.now(),
  })
  if (response.destroyed) return
  const isRead = request.complete
  // What was not read of the body is never looked at: the connection ends with this answer.
  if (!isRead) response.setHeader('connection', 'close')
  response.writeHead(answer.status, {
    ...delivery.headers,
    ...answer.headers,
    'x-request-id': delivery.requestId,
    'content-length': Buffer.byteLength(answer.body),
  })
  if (isRead) response.end(answer.body)
  else endDiscarding(request, response, answer.body)
}

const oneHeader = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(', ') : value)

/** The sender waits for a `100 Continue` before its body: it gets one when the body is wanted, else the refusal at once. */
const asksFirst = (request: IncomingMessage) => request.headers.expect?.toLowerCase() === '100-continue'

/** By events: `for await` over a request costs much more. */
function readRequest(request: IncomingMessage, response: ServerResponse, limitBytes: number): Promise<CountedBody> {
  const tooLarge = claimsTooMuch(request.headers['content-length'], limitBytes)
  if (tooLarge) return Promise.resolve(tooLarge)
  if (asksFirst(request)) response.writeContinue()
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size <= limitBytes) return
      request.pause()
      request.removeAllListeners('data')
      resolve({ ok: false, reason: 'too-large', head: joined(chunks), size })
    })
    request.on('end', () => resolve({ ok: true, bytes: joined(chunks) }))
    request.on('error', () => resolve({ ok: false, reason: 'incomplete' }))
    request.on('close', () => resolve({ ok: false, reason: 'incomplete' }))
  })
}
