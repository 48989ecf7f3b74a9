import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { errorFacts } from '@/lib/platform/error-facts'
import { internalProblem, problem } from '@/lib/platform/http/problem'
import { log } from '@/lib/platform/log'
import { inRequest, requestIdOf } from '@/lib/platform/request-context'
import { NON_PAGE_POLICY, securityHeaders } from '@/lib/platform/security-headers'
import { traced } from '@/lib/platform/trace'
import { markDirect } from './metrics-gate'
import { answerDelivery, deliveryEndpointId } from './server-ingest'
import { endSendersGently } from './server-late'

/** Node looks for late senders only this often: without it a half-sent request lives for half a minute more. */
const CHECK_EVERY_MS = 1_000
const HEADERS_TIMEOUT_MS = 9_000
/** The whole request, body included. Answers, event streams among them, may take as long as they like. */
const REQUEST_TIMEOUT_MS = 12_000
/** Longer than the usual minute of a proxy in front, which then ends idle connections itself and never meets a closed one. */
const KEEP_ALIVE_MS = 65_000

export interface WebServerOptions {
  /** Next's request handler: everything but deliveries. */
  next: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** `next`: deliveries too go through Next's route handler (to compare and test that adapter). */
  ingest: 'own' | 'next'
  https: boolean
  /** A proxy in front says in `x-forwarded-for` who asks; else nobody is believed. */
  trustProxy: boolean
}

/** The product's web server: answers deliveries itself, guards connections, and hands the rest to Next. */
export function createWebServer(options: WebServerOptions): Server {
  const headers = Object.freeze(securityHeaders(options))
  const deliveryOf = ({ url }: IncomingMessage) => (options.ingest === 'own' ? deliveryEndpointId(url) : null)
  const server = createServer({ connectionsCheckingInterval: CHECK_EVERY_MS }, (request, response) => {
    const address = senderAddress(request, options.trustProxy)
    // Ended by SIGTERM: this connection takes no further request.
    if (!server.listening) response.setHeader('connection', 'close')
    const requestId = requestIdOf(request.headers['x-request-id'], options.trustProxy)
    const endpointId = deliveryOf(request)
    const answering =
      endpointId === null
        ? inRequest(requestId, () => answerByNext(request, response, { address, requestId }, options, headers))
        : answerDelivery(request, response, { endpointId, address, requestId, headers })
    answering.catch((error: unknown) => fail(response, requestId, error))
  })
  // Deliveries are told to continue when their body is wanted; Node would tell everybody, before anything is known.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (deliveryOf(request) === null) response.writeContinue()
    server.emit('request', request, response)
  })
  endSendersGently(server)
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.keepAliveTimeout = KEEP_ALIVE_MS
  return server
}

function answerByNext(
  request: IncomingMessage,
  response: ServerResponse,
  { address, requestId }: { address: string; requestId: string },
  { next, trustProxy }: WebServerOptions,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.setHeader(REQUEST_ID, requestId)
  if (!isDecodable(request.url ?? '')) return refuseAddress(request, response)
  if (request.url?.startsWith('/api/')) response.setHeader('content-security-policy', NON_PAGE_POLICY)
  markDirect(request)
  // Routes behind this take the sender from here: whatever the sender wrote itself is gone.
  request.headers['x-forwarded-for'] = address
  if (!trustProxy) for (const name of FORWARDED) delete request.headers[name]
  const page = PAGE.exec(request.url ?? '')?.[0]
  return page ? traced(`page ${page}`, { 'http.route': page }, () => next(request, response)) : next(request, response)
}

/** The screen, without ids and searches. Routes of the API name themselves. */
const PAGE = /^\/(login|inbox|conversations|deliveries|issues|health|insights|settings)(?=[/?#]|$)/

/** Next answers a path with broken percent-encoding by a bare 500, before any code or header of ours. */
function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}

/** What has no name is not there. The body that nobody reads ends with the connection. */
async function refuseAddress(request: IncomingMessage, response: ServerResponse) {
  response.setHeader('content-security-policy', NON_PAGE_POLICY)
  if (!request.complete) response.setHeader('connection', 'close')
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
  response.writeHead(404, headers).end(JSON.stringify(problem('not-found')))
}

const FORWARDED = ['forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-real-ip']

function senderAddress(request: IncomingMessage, trustProxy: boolean): string {
  const seen = request.socket.remoteAddress ?? 'unknown'
  if (!trustProxy) return seen
  // The last entry is the one that the proxy itself wrote.
  return (
    String(request.headers['x-forwarded-for'] ?? seen)
      .split(',')
      .at(-1)
      ?.trim() || seen
  )
}

function fail(response: ServerResponse, requestId: string, error: unknown) {
  // The sender went away: nobody is there to be answered, and nothing is wrong here.
  if (response.destroyed) return
  log().error({ requestId, error: errorFacts(error) }, 'a request failed')
  if (response.headersSent) return response.destroy()
  const headers = { 'content-type': 'application/problem+json', [REQUEST_ID]: requestId }
  response.writeHead(500, headers).end(JSON.stringify(internalProblem(requestId)))
}

const REQUEST_ID = 'x-request-id'
