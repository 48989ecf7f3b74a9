import { readCountedBody } from './counted-body'

/**
 * The body for whoever only asks whether it is short enough; counted as in `readCountedBody`.
 * @returns null when it is longer than `limitBytes`, comes in crumbs, or its sender went away, who hears no answer anyway
 */
export async function readBody(request: Request, limitBytes: number): Promise<Uint8Array | null> {
  const body = await readCountedBody(request, limitBytes)
  return body.ok ? body.bytes : null
}
