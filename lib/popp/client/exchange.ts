import { type ClientRequest, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction, Socket } from 'node:net'

export interface OneRequest {
  method: 'GET' | 'POST'
  url: URL
  headers: Record<string, string>
  body?: string
  /** Until the connection stands, TLS included. */
  connectMs: number
  /** Until the last byte of the answer. */
  wholeMs: number
  /** Its abort is the end of the time. Not aborted yet. */
  signal?: AbortSignal
  maxBytes: number
  /** By default the system's. */
  lookup?: LookupFunction
}

/** How an answer that had begun ended: whole, broken off by the other side, or by us. */
type AnswerEnd = 'complete' | 'broken' | 'timeout' | 'too-large'

export type Exchanged =
  | { answered: true; status: number; headers: IncomingHttpHeaders; body: Uint8Array; end: AnswerEnd }
  /** `sent` = false: the connection never stood, so no byte of the request can have arrived. */
  | { answered: false; cause: 'timeout' | 'unavailable'; sent: boolean }

/**
 * One request and its answer; never rejects. On `node:http` and not `fetch`, because it tells whether a connection ever
 * stood (a refused reply may be sent again, a lost one may not), times connecting apart, and follows no redirect: the key
 * goes to no other address. A connection for each: a kept one may be closed by Popp in the very moment a reply goes out,
 * and then nobody knows whether it was read.
 */
export function exchange(wanted: OneRequest): Promise<Exchanged> {
  const { url, method, headers, body, connectMs, wholeMs, signal, maxBytes, lookup } = wanted
  return new Promise((resolve) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const outgoing = send(url, { method, headers: { ...headers, ...lengthOf(body) }, agent: false, lookup })
    const state = { sent: false, timedOut: false, answering: false }
    const giveUp = () => {
      state.timedOut = true
      outgoing.destroy()
    }
    const whole = setTimeout(giveUp, wholeMs)
    const connecting = setTimeout(giveUp, connectMs)
    signal?.addEventListener('abort', giveUp)
    const settle = (exchanged: Exchanged) => {
      clearTimeout(whole)
      clearTimeout(connecting)
      signal?.removeEventListener('abort', giveUp)
      resolve(exchanged)
    }
    whenConnected(outgoing, url.protocol, () => {
      state.sent = true
      clearTimeout(connecting)
    })
    outgoing.on('response', (incoming) => {
      state.answering = true
      const { statusCode: status = 0, headers } = incoming
      void collect(incoming, maxBytes).then(({ body, end }) =>
        settle({ answered: true, status, headers, body, end: state.timedOut ? 'timeout' : end }),
      )
    })
    // An error is always followed by this. Once an answer has begun, its own end settles.
    outgoing.on('error', () => {})
    outgoing.on('close', () => {
      if (!state.answering)
        settle({ answered: false, cause: state.timedOut ? 'timeout' : 'unavailable', sent: state.sent })
    })
    outgoing.end(body)
  })
}

const lengthOf = (body: string | undefined): Record<string, number> =>
  body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }

function whenConnected(outgoing: ClientRequest, protocol: string, connected: () => void) {
  outgoing.on('socket', (socket: Socket) => socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', connected))
}

/** The answer's bytes, as far as they came; of too many, the rest is refused. */
async function collect(incoming: IncomingMessage, maxBytes: number): Promise<{ body: Uint8Array; end: AnswerEnd }> {
  const chunks: Buffer[] = []
  let size = 0
  let end: AnswerEnd = 'broken'
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      size += chunk.byteLength
      if (size > maxBytes) {
        end = 'too-large'
        break
      }
      chunks.push(chunk)
    }
    if (incoming.complete && size <= maxBytes) end = 'complete'
  } catch {
    // Broken off: what came is all there is.
  }
  return { body: new Uint8Array(Buffer.concat(chunks)), end }
}
