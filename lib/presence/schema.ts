import { z } from 'zod'

const reviewItemId = z.uuid()

/** "I am looking at this", and whether I am writing in it. */
export const presenceRequest = z.object({ reviewItemId, typing: z.boolean() })
export type PresenceRequest = z.infer<typeof presenceRequest>

export const leaveRequest = z.object({ reviewItemId })

const present = z.object({
  reviewItemId: z.string(),
  memberId: z.string(),
  name: z.string(),
  typing: z.boolean(),
  /** The last sign of life, on the database's clock. */
  seenAt: z.iso.datetime(),
})
/** A colleague who has an item open. */
export type Present = z.infer<typeof present>

/** Who is on which item, without the asking member. `now` = the database's clock, by which they fade. */
export const presenceAnswer = z.object({ now: z.iso.datetime(), present: z.array(present) })
export type PresenceAnswer = z.infer<typeof presenceAnswer>
