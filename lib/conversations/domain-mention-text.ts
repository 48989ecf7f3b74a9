import { MENTION, mentionOf } from './domain-note-text'

/** Names as one types them, and whom they mean. */
export type People = ReadonlyMap<string, string>

const EVERY_MENTION = new RegExp(MENTION.source, 'gi')

/** A member's name as a note can hold it: without brackets and line breaks, which would end it. */
export const mentionName = (name: string) =>
  name.replace(/[[\]]/g, '').replace(/\s+/g, ' ').trim().slice(0, 200) || 'member'

/** What stands in the text field for a stored note: `@Ana Pereira` instead of her id. A second member of that name stays spelled out. */
export function toTyped(stored: string, known: People = new Map()): { text: string; people: Map<string, string> } {
  const people = new Map(known)
  const text = stored.replace(EVERY_MENTION, (mention, name: string, memberId: string) => {
    if ((people.get(name) ?? memberId) !== memberId) return mention
    people.set(name, memberId)
    return `@${name}`
  })
  return { text, people }
}

/** The way back: each `@name` of the known people, the longest name that fits, not in the middle of a word. */
export function toStored(typed: string, people: People): string {
  const names = [...people.keys()].sort((a, b) => b.length - a.length)
  if (names.length === 0) return typed
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_@])@(${names.map(escaped).join('|')})(?![\\p{L}\\p{N}_])`, 'gu')
  return typed.replace(pattern, (_, name: string) => mentionOf(people.get(name)!, name))
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** What is being typed after an @, left of the caret; null when nobody is being named. */
export function mentionAt(typed: string, caret: number): { start: number; query: string } | null {
  const found = /(?<![\p{L}\p{N}_@])@([\p{L}\p{N}'’.-]{0,40}(?: [\p{L}\p{N}'’.-]{0,40}){0,2})$/u.exec(
    typed.slice(0, caret),
  )
  return found ? { start: found.index, query: found[1]! } : null
}

/** Members with a word that begins with what was typed, or whose whole name does; as they are ordered. */
export function matching<M extends { name: string }>(members: readonly M[], query: string): M[] {
  const wanted = plain(query)
  return members.filter(
    ({ name }) =>
      plain(name).startsWith(wanted) ||
      plain(name)
        .split(/[\s-]+/)
        .some((word) => word.startsWith(wanted)),
  )
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
