import { readBody } from './body'
import { type Problem, problem } from './problem'

type JsonBody = { ok: true; value: unknown } | { ok: false; problem: Problem }

/** The JSON of a request, or what is wrong with it: 415 another type, 413 too long, 400 not JSON. */
export async function readJson(request: Request, limitBytes: number): Promise<JsonBody> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    return { ok: false, problem: problem('unsupported-type', { detail: 'Send application/json.' }) }
  }
  const bytes = await readBody(request, limitBytes)
  if (!bytes) return { ok: false, problem: problem('too-large', { detail: `At most ${limitBytes} bytes.` }) }
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch {
    return { ok: false, problem: problem('bad-request', { detail: 'The body is not valid JSON.' }) }
  }
}
