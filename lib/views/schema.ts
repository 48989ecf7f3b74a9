import { z } from 'zod'

export const VIEW_NAME_MAX = 60
/** So many a member may have made, shared ones included. */
export const VIEWS_PER_MEMBER_MAX = 50

/** A view of the inbox under a name. */
export const savedView = z.object({
  id: z.string(),
  name: z.string(),
  /** As the inbox's address has it, without the open item: `tab=mine&due=overdue`; empty = the plain inbox. */
  query: z.string(),
  /** Seen by everybody in the organization. */
  shared: z.boolean(),
  createdBy: z.object({ memberId: z.string(), name: z.string() }),
  /** Whether the asking member may rename, share or remove it. */
  mayChange: z.boolean(),
  /** How many items it shows now, counted to 1,001; `me` is who asks. */
  count: z.number().int(),
})
export type SavedView = z.infer<typeof savedView>

export const viewList = z.object({ views: z.array(savedView) })

const name = z
  .string()
  .trim()
  .min(1, 'A view needs a name.')
  .max(VIEW_NAME_MAX, `A name has at most ${VIEW_NAME_MAX} characters.`)
const query = z.string().max(8_000)

/** What of `query` is no view of the inbox is dropped. */
export const createViewRequest = z.object({ name, query, shared: z.boolean().default(false) })
export type CreateViewRequest = z.infer<typeof createViewRequest>
/** Only what is to change. */
export const changeViewRequest = z.object({
  name: name.optional(),
  query: query.optional(),
  shared: z.boolean().optional(),
})
export type ChangeViewRequest = z.infer<typeof changeViewRequest>

export const viewAnswer = z.object({ view: savedView })
export const removedView = z.object({ id: z.string() })
