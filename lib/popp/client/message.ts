import { storableText } from '../envelope'
import { isObject, own } from '../json'
import { ID_MAX, STATUS_MAX, SUMMARY_MAX } from '../limits'
import { id, MentionReader, text } from '../mention'
import { readTimestamp } from '../timestamp'

export type MessageRole = 'candidate' | 'ai' | 'recruiter' | 'other'

/** One message of a conversation. */
export interface PoppMessage {
  id: string | null
  role: MessageRole
  /** Popp's word for who wrote it; null when it said none. */
  rawRole: string | null
  text: string
  at: Date | null
}

/**
 * UNCONFIRMED, all of it: Popp documents that messages can be listed and nothing more. Plausible names, in this order;
 * when Popp documents one, put it first and delete the rest. Words that could mean two of them (`USER`, `AGENT`) are in no
 * list: they are shown as they are, instead of putting words into the wrong mouth.
 */
const roleFields = ['role', 'sender', 'senderType', 'author', 'from']
const textFields = ['text', 'message', 'content', 'body']
const timeFields = ['createdAt', 'timestamp', 'sentAt']
const roles = new Map<string, MessageRole>([
  ['CANDIDATE', 'candidate'],
  ['PARTICIPANT', 'candidate'],
  ['AI', 'ai'],
  ['ASSISTANT', 'ai'],
  ['BOT', 'ai'],
  ['RECRUITER', 'recruiter'],
])

/** Null = there is nothing to show: no text. */
export function readMessage(value: unknown): PoppMessage | null {
  if (!isObject(value)) return null
  const reader = new MentionReader(value)
  const words = reader.first(textFields, text, 'a text')
  if (!words) return null
  const rawRole = reader.first(roleFields, text, 'a text') ?? null
  const messageId = reader.one('id', id, 'an id')
  const times = timeFields.map((field) => readTimestamp(own(value, field)))
  return {
    id: messageId ? storableText(messageId, ID_MAX) : null,
    role: (rawRole && roles.get(rawRole.trim().toUpperCase())) || 'other',
    rawRole: rawRole && storableText(rawRole, STATUS_MAX),
    text: storableText(words, SUMMARY_MAX),
    at: times.find((time) => time !== null) ?? null,
  }
}
