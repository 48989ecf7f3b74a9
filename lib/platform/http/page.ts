import { z } from 'zod'

/** A keyset page: `nextCursor` is opaque, null on the last page. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), nextCursor: z.string().nullable() })
