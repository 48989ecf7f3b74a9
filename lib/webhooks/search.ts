import { isUuid } from '@/lib/platform/ids'
import { recordKey, storableText } from '@/lib/popp/envelope'

/** What an admin may have typed to find events. */
export interface EventSearch {
  /** The conversation, by its record id or by the key that stands for it. */
  recordKeys: string[]
  eventId: string | null
  /** Null when the text cannot be the beginning of a type: looking for one reads every event. */
  typePrefix: string | null
}

const MAX_LENGTH = 200
/** Popp's types are capitals, digits and underscores; people also type them small. */
const TYPE = /^([A-Z0-9_]+|[A-Za-z_]+)$/

export function eventSearch(q: string | undefined): EventSearch | null {
  if (!q) return null
  const text = storableText(q, MAX_LENGTH)
  return {
    recordKeys: [...new Set([text, recordKey(q)])],
    eventId: isUuid(text) ? text : null,
    typePrefix: TYPE.test(text) ? text.toUpperCase() : null,
  }
}
