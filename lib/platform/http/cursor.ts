import type { z } from 'zod'

/** Keyset cursors are opaque to clients: the last row's sort columns, base64url. */
export const encodeCursor = (columns: readonly unknown[]) => Buffer.from(JSON.stringify(columns)).toString('base64url')

/** Null when the text is not one of our cursors: the caller answers by field, never 500. */
export function decodeCursor<T extends z.ZodType>(text: string, columns: T): z.infer<T> | null {
  try {
    const result = columns.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return result.success ? result.data : null
  } catch {
    return null
  }
}
