import { BodyBuffer } from './body-buffer'

/** What a request's body was. `busy`: too much is being read already. `crumbled`: it came in too many pieces. `head` and `size`: what was read, and what was counted or claimed, when it is too large. */
export type CountedBody =
  | { ok: true; bytes: Uint8Array }
  | { ok: false; reason: 'too-large'; head: Uint8Array; size: number }
  | { ok: false; reason: 'incomplete' | 'busy' | 'crumbled' }

/**
 * Reads a web request's body up to `limitBytes`, counting what comes: a `content-length` is believed only when it already
 * says too much. Beyond the limit nothing more is read.
 */
export async function readCountedBody(request: Request, limitBytes: number): Promise<CountedBody> {
  const tooLarge = claimsTooMuch(request.headers.get('content-length'), limitBytes)
  if (tooLarge) return tooLarge
  if (!request.body) return { ok: true, bytes: new Uint8Array() }
  const reader = request.body.getReader()
  const body = new BodyBuffer()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      body.add(next.value)
      if (body.size <= limitBytes && !body.isCrumbled) continue
      // Not awaited: cancelling may wait for a sender that never ends.
      void reader.cancel().catch(() => {})
      if (body.isCrumbled) return { ok: false, reason: 'crumbled' }
      return { ok: false, reason: 'too-large', head: body.whole(), size: body.size }
    }
  } catch {
    return { ok: false, reason: 'incomplete' }
  }
  return { ok: true, bytes: body.whole() }
}

export function claimsTooMuch(contentLength: string | null | undefined, limitBytes: number): CountedBody | null {
  const size = Number(contentLength ?? 0)
  return size > limitBytes ? { ok: false, reason: 'too-large', head: new Uint8Array(), size } : null
}
