import { z } from 'zod'

const messageRoles = ['candidate', 'ai', 'recruiter', 'other'] as const

export const transcriptMessage = z.object({
  /** Popp's own; null when it sent none. */
  id: z.string().nullable(),
  role: z.enum(messageRoles),
  /** Popp's word for who wrote it, shown when it is none of ours. */
  rawRole: z.string().nullable(),
  text: z.string(),
  at: z.iso.datetime().nullable(),
})
export type TranscriptMessage = z.infer<typeof transcriptMessage>

/** Why nothing, or nothing new, could be read. */
const transcriptTroubles = ['refused', 'unknown', 'away', 'unreadable'] as const
export type TranscriptTrouble = (typeof transcriptTroubles)[number]

/** Answer of GET. What is not there is an answer too, not a failure of this desk. */
export const transcript = z.discriminatedUnion('state', [
  /** No key is set, or none that can be read. */
  z.object({ state: z.literal('not-set-up'), maySetUp: z.boolean() }),
  z.object({
    state: z.literal('read'),
    messages: z.array(transcriptMessage),
    /** Popp's next page; null = this is the last. */
    nextToken: z.string().nullable(),
    /** When Popp said so. */
    readAt: z.iso.datetime(),
    /** Null = just now, by Popp; else why what was kept is shown instead. */
    trouble: z.enum(transcriptTroubles).nullable(),
    /** Messages that could not be read. */
    unusable: z.number().int(),
  }),
  z.object({ state: z.literal('failed'), trouble: z.enum(transcriptTroubles) }),
])
export type Transcript = z.infer<typeof transcript>
export type TranscriptPage = Extract<Transcript, { state: 'read' }>

export const transcriptQuery = z.object({ nextToken: z.string().min(1).max(8_000).optional() })
