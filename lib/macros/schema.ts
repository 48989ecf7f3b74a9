import { z } from 'zod'
import { resolutionOutcomes, snoozePresetIds } from '@/lib/reviews/words'

/** So many a member may have, and so many an organization may share. */
export const MACROS_MAX = 50

/** Characters that a macro's texts hold at most. */
export const MACRO_LIMITS = { name: 60, note: 10_000, reason: 5_000 } as const

const parts = {
  name: z.string().trim().min(1, 'A macro needs a name.').max(MACRO_LIMITS.name, 'A name holds at most 60 characters.'),
  /** Pressed after the key for macros. */
  key: z
    .string()
    .regex(/^[1-9]$/, 'Choose a digit from 1 to 9.')
    .nullable(),
  note: z.string().trim().max(MACRO_LIMITS.note, 'A note holds at most 10,000 characters.').nullable(),
  outcome: z.enum(resolutionOutcomes).nullable(),
  /** Of the resolution. */
  reason: z.string().trim().max(MACRO_LIMITS.reason, 'A reason holds at most 5,000 characters.').nullable(),
  /** Counted from when it is used. */
  snooze: z.enum(snoozePresetIds).nullable(),
}

export const macro = z.object({
  id: z.string(),
  ...parts,
  /** For everybody in the organization. */
  shared: z.boolean(),
  /** Whether the asking member may change and remove it. */
  editable: z.boolean(),
})
export type Macro = z.infer<typeof macro>

export const macroList = z.object({ macros: z.array(macro) })

/** What a macro does: a note, and then a resolution or a snooze. A resolved item does not sleep. */
export const macroRequest = z
  .object({ ...parts, shared: z.boolean() })
  .refine(({ note, outcome, snooze }) => note || outcome || snooze, {
    path: ['note'],
    message: 'A macro needs a note, an outcome or a snooze.',
  })
  .refine(({ outcome, snooze }) => !(outcome && snooze), {
    path: ['snooze'],
    message: 'Resolve or snooze: an item that is resolved does not sleep.',
  })
  .refine(({ outcome, reason }) => !reason || outcome, {
    path: ['reason'],
    message: 'A reason belongs to an outcome.',
  })
export type MacroRequest = z.infer<typeof macroRequest>

export const macroAnswer = z.object({ macro })
