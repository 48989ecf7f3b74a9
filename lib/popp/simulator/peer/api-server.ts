import { timingSafeEqual } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ApiAnswer, answerCall, callOf, problem } from './api-calls'
import type { ApiFault, ApiFaults } from './api-faults'
import type { Model } from './model'

interface ApiServerOptions {
  organizationId: string
  key: string
  model: Model
  faults: ApiFaults
  port?: number
  /** `POST /control` and `GET /control`: the body's text in, an answer out. */
  onControl: (method: string, body: string) => Promise<ApiAnswer>
  /** Requests as they come in, those that are answered 401 included. */
  onRequest?: (request: { method: string; path: string }) => void
}

export interface ApiServer {
  port: number
  close(): Promise<void>
}

const MAX_BODY_BYTES = 64 * 1024
const HOST = '127.0.0.1'

/** Popp's API under `/v1` and the control surface beside it, on loopback. */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const stop = new AbortController()
  const server = http.createServer((request, response) => {
    void serve(options, request, response, stop.signal).catch(() => response.destroy())
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(options.port ?? 0, HOST, listening)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((closed) => {
        stop.abort()
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function serve(
  options: ApiServerOptions,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://popp')
  const method = request.method ?? 'GET'
  const body = await readBody(request)
  if (pathname === '/control') {
    const allowed = sameText(request.headers['x-api-key'], options.key)
    return send(response, allowed ? await options.onControl(method, body) : UNAUTHORIZED)
  }
  options.onRequest?.({ method, path: pathname })
  const refused = refuseStranger(options, request.headers)
  if (refused) return send(response, refused)
  const asked = pathname.startsWith('/v1/') ? callOf(method, pathname.slice('/v1'.length)) : null
  if (!asked) return send(response, problem(404, 'NOT_FOUND', 'There is no such path'))
  const fault = options.faults.take(asked.call)
  const answer = () => answerCall(options.model, options.organizationId, asked, searchParams, body)
  if (fault) await misbehave(response, fault, answer, signal)
  else send(response, answer())
}

const UNAUTHORIZED = problem(401, 'UNAUTHORIZED', 'x-api-key is missing or wrong')

function refuseStranger(
  { key, organizationId }: ApiServerOptions,
  headers: http.IncomingHttpHeaders,
): ApiAnswer | null {
  if (!sameText(headers['x-api-key'], key)) return UNAUTHORIZED
  if (headers['x-organization-id'] === organizationId) return null
  return problem(403, 'FORBIDDEN', 'x-organization-id is missing or does not belong to this key')
}

function sameText(given: string | string[] | undefined, expected: string): boolean {
  const [one, other] = [Buffer.from(String(given ?? '')), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

async function misbehave(
  response: http.ServerResponse,
  { delayMs, drop, status, retryAfter, unreadable }: ApiFault,
  answer: () => ApiAnswer,
  signal: AbortSignal,
): Promise<void> {
  if (drop === 'before') return void response.destroy()
  if (delayMs) await sleep(delayMs, undefined, { signal })
  if (status) {
    if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter))
    return send(response, problem(status, 'ON_COMMAND', 'The simulated Popp was told to answer this'))
  }
  const usual = answer()
  if (drop === 'after') return void response.destroy()
  if (unreadable) return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>a proxy’s page')
  send(response, usual)
}

function send(response: http.ServerResponse, { status, body }: ApiAnswer): void {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function readBody(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += (chunk as Buffer).byteLength
    if (bytes > MAX_BODY_BYTES) throw new Error('the body is too long')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString()
}
