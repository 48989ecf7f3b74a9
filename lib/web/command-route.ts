import { z } from 'zod'
import type { SignedInMember } from '@/lib/members/domain'
import { problem, problemResponse } from '@/lib/platform/http/problem'
import type { CommandResult } from '@/lib/reviews/command'
import { commandResponse, itemParams } from '@/lib/reviews/http'
import { memberRoute } from './member-route'

const KEY_HEADER = 'idempotency-key'
const key = z.string().regex(/^[\x21-\x7e]{8,100}$/, 'A key has 8 to 100 printable characters.')

type Marks = { idempotencyKey?: string }
type Name = Parameters<typeof memberRoute>[0]

/**
 * A route that does something to the item in its path. With an `Idempotency-Key` header the same request sent again is
 * done once and answered alike.
 */
export const commandRoute = <B extends z.ZodType | undefined = undefined>(
  name: Name,
  body: B,
  run: (
    member: SignedInMember,
    id: string,
    body: B extends z.ZodType ? z.infer<B> : undefined,
    marks: Marks,
  ) => Promise<CommandResult>,
) =>
  memberRoute(
    name,
    { params: itemParams, body: body as z.ZodType | undefined },
    async ({ member, params, body, request }) => {
      const marks = marksOf(request)
      if (!marks.ok) return marks.refusal
      return commandResponse(await run(member, params.id, body as never, marks.value))
    },
  )

/** The key under which a command is done once, from its header. */
export function marksOf(request: Request): { ok: true; value: Marks } | { ok: false; refusal: Response } {
  const text = request.headers.get(KEY_HEADER)
  if (text === null) return { ok: true, value: {} }
  const parsed = key.safeParse(text)
  if (parsed.success) return { ok: true, value: { idempotencyKey: parsed.data } }
  const errors = [{ field: KEY_HEADER, message: parsed.error.issues[0]!.message }]
  return { ok: false, refusal: problemResponse(problem('not-valid', { errors })) }
}
