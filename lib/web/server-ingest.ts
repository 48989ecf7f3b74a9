import type { IncomingMessage, ServerResponse } from 'node:http'
import { BodyBuffer, isCrumbled } from '@/lib/platform/http/body-buffer'
import { type CountedBody, claimsTooMuch } from '@/lib/platform/http/counted-body'
import { accept } from '@/lib/webhooks/service'
import { OpenBodies } from './server-bodies'
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
  const buffer = new BodyBuffer()
  if (request.headers['transfer-encoding']) dropCrumbs(request)
  const answer = await accept({
    endpointId: delivery.endpointId,
    method: request.method ?? '',
    contentType: request.headers['content-type'],
    signature: oneHeader(request.headers['x-signature']),
    address: delivery.address,
    readBody: (limitBytes) => readRequest(request, response, buffer, limitBytes),
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
  // Whoever sends crumbs waits for no answer, and each further one costs as much as an honest body.
  if (isRead || buffer.isCrumbled) response.end(answer.body)
  else endDiscarding(request, response, answer.body)
}

/**
 * Node hands over all chunks of the 64 KiB it read before anybody is asked whether there are enough: ten thousand objects
 * for as many bytes. The piece that shows it is a crumbled body still comes, those after it are let go.
 */
function dropCrumbs(request: IncomingMessage): void {
  let [pieces, bytes] = [0, 0]
  const push = request.push.bind(request)
  request.push = (piece: Buffer | null, encoding) => {
    if (piece === null) return push(piece)
    if (isCrumbled(pieces, bytes)) return false
    pieces += 1
    bytes += piece.length
    return push(piece, encoding)
  }
}

const oneHeader = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(', ') : value)

/** The sender waits for a `100 Continue` before its body: it gets one when the body is wanted, else the refusal at once. */
const asksFirst = (request: IncomingMessage) => request.headers.expect?.toLowerCase() === '100-continue'

const openBodies = new OpenBodies()

/** By events: `for await` over a request costs much more. */
function readRequest(
  request: IncomingMessage,
  response: ServerResponse,
  buffer: BodyBuffer,
  limitBytes: number,
): Promise<CountedBody> {
  const tooLarge = claimsTooMuch(request.headers['content-length'], limitBytes)
  if (tooLarge) return Promise.resolve(tooLarge)
  return new Promise((resolve) => {
    const end = (body: CountedBody) => {
      openBodies.end(open)
      resolve(body)
    }
    const stop = (body: CountedBody) => {
      request.pause()
      request.removeAllListeners('data')
      end(body)
    }
    const announced = Number(request.headers['content-length'] ?? 0)
    const open = { buffer, announced, since: performance.now(), giveWay: () => stop({ ok: false, reason: 'busy' }) }
    if (!openBodies.begin(open)) return resolve({ ok: false, reason: 'busy' })
    if (asksFirst(request)) response.writeContinue()
    request.on('data', (piece: Buffer) => {
      openBodies.add(open, piece)
      if (buffer.isCrumbled) stop({ ok: false, reason: 'crumbled' })
      else if (buffer.size > limitBytes)
        stop({ ok: false, reason: 'too-large', head: buffer.whole(), size: buffer.size })
    })
    request.on('end', () => end({ ok: true, bytes: buffer.whole() }))
    request.on('error', () => end({ ok: false, reason: 'incomplete' }))
    request.on('close', () => end({ ok: false, reason: 'incomplete' }))
  })
}
