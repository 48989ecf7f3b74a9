import http from 'node:http'
import https from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'

interface PostRequest {
  url: URL
  headers: Record<string, string>
  body: Buffer
  agent: http.Agent
  timeoutMs: number
  /** Sends the body in eight pieces over this time, as a bad line would. */
  slowBodyMs?: number
  signal?: AbortSignal
}

export interface PostAnswer {
  status: number
  retryAfter: string | undefined
  text: string
  /** From the first byte sent, or from the last one of a body that dawdled on purpose, to the end of the answer. */
  durationMs: number
}

const SLOW_PIECES = 8
/** Answers are short; of a long one (a proxy's error page) the rest is not kept. */
const MAX_ANSWER_CHARACTERS = 4096

/** One HTTP POST. Rejects when there is no answer: refused, reset, timed out, aborted. */
export function post(request: PostRequest): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    const { url, agent, body, signal } = request
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      agent,
      signal,
      headers: { ...request.headers, 'content-length': String(body.byteLength) },
    })
    let measuredFrom = performance.now()
    const timer = setTimeout(() => outgoing.destroy(new Error('timed out')), request.timeoutMs)
    outgoing.on('close', () => clearTimeout(timer))
    outgoing.on('error', reject)
    outgoing.on('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece: string) => {
        if (text.length < MAX_ANSWER_CHARACTERS) text += piece
      })
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          retryAfter: answer.headers['retry-after'],
          text,
          durationMs: performance.now() - measuredFrom,
        }),
      )
    })
    if (!request.slowBodyMs) return void outgoing.end(body)
    outgoing.on('finish', () => {
      measuredFrom = performance.now()
    })
    void writeSlowly(outgoing, body, request.slowBodyMs)
  })
}

async function writeSlowly(outgoing: http.ClientRequest, body: Buffer, durationMs: number): Promise<void> {
  const pieceBytes = Math.ceil(body.byteLength / SLOW_PIECES)
  let at = 0
  for (; at + pieceBytes < body.byteLength && !outgoing.destroyed; at += pieceBytes) {
    outgoing.write(body.subarray(at, at + pieceBytes))
    await sleep(durationMs / SLOW_PIECES)
  }
  // The last piece goes with the end: the answer may come as soon as the promised length is there.
  outgoing.end(body.subarray(at))
}
