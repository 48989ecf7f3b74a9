import { z } from 'zod'

/** What is done outside, by the worker, after the transaction that wanted it. */
export const outwardKinds = ['take-over', 'reply', 'hand-back', 'fetch-details', 'alert-mail', 'alert-chat'] as const
export type OutwardKind = (typeof outwardKinds)[number]

export const outwardStates = ['waiting', 'sending', 'done', 'failed', 'unclear', 'cancelled'] as const
export type OutwardState = (typeof outwardStates)[number]

export const outwardCall = z.object({
  id: z.string(),
  kind: z.enum(outwardKinds),
  /** `unclear` = it may have happened. */
  state: z.enum(outwardStates),
  /** Who caused it; null = the product itself. */
  byName: z.string().nullable(),
  /** A reply's words; null for others, and where they cannot be read any more. */
  text: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** When it is sent, or tried again, if nothing before it keeps it waiting. */
  dueAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  attempts: z.number().int(),
  /** Why it failed last, as a code. */
  reason: z.string().nullable(),
  /** Which earlier call of its conversation it waits for; null = for none. */
  waitsFor: z.object({ kind: z.enum(outwardKinds), state: z.enum(outwardStates) }).nullable(),
  /** Whether the asking member may repeat or cancel it. */
  mayAct: z.boolean(),
  /** Later events decided otherwise: it is not repeated, only given up. */
  isSuperseded: z.boolean(),
})
export type OutwardCall = z.infer<typeof outwardCall>

/** What a conversation's members may do in Popp, and did: the newest last. */
export const actingInPopp = z.object({
  /** A key for Popp's API is set. */
  connected: z.boolean(),
  calls: z.array(outwardCall),
})
export type ActingInPopp = z.infer<typeof actingInPopp>

/** `trouble` = failed or unclear: a person has to look. */
export const outwardQuery = z.object({ state: z.enum(['trouble', 'failed', 'unclear', 'waiting']).default('trouble') })
export type OutwardQuery = z.infer<typeof outwardQuery>

/** The oldest first, `CALLS_MAX` at most. */
export const outwardList = z.object({
  calls: z.array(
    outwardCall.extend({
      recordKey: z.string().nullable(),
      reviewItemId: z.string().nullable(),
      candidateName: z.string().nullable(),
    }),
  ),
  /** Counted to 1,001. */
  total: z.number().int(),
})
export type OutwardList = z.infer<typeof outwardList>
export const CALLS_MAX = 100

/** Answer of repeat and cancel: the call as it now is. */
export const outwardAnswer = z.object({ call: outwardCall })
