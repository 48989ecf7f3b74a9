import { z } from 'zod'
import { decodeCursor } from '@/lib/platform/http/cursor'
import { moment } from '@/lib/platform/moment'
import { issueQuery } from './schema'

/** The last row's newest failure, with microseconds, and its id. */
const columns = z.tuple([moment({ precision: 6 }), z.uuid()])
export type IssueCursor = z.infer<typeof columns>

export const decodeIssueCursor = (text: string): IssueCursor | null => decodeCursor(text, columns)

/** What the route accepts: a cursor that is none of ours is answered by field. */
export const checkedIssueQuery = issueQuery.extend({
  cursor: issueQuery.shape.cursor.refine((text) => text === undefined || decodeIssueCursor(text) !== null, {
    message: 'This is not a cursor of this list.',
  }),
})

/** Of a path. */
export const issueParams = z.object({ id: z.uuid() })
