import type { SignedInMember } from '@/lib/members/domain'
import { isUuid } from '@/lib/platform/ids'
import { publish } from '@/lib/platform/live'
import { storableText } from '@/lib/popp/envelope'
import { recordKeyText } from './cursor'
import { parseNote } from './domain-note-blocks'
import { mentionedIn } from './domain-note-text'
import { toNote } from './note'
import {
  deleteNote,
  findKeyedNote,
  findNote,
  insertNote,
  listVersions,
  type NotePlace,
  type NoteText,
  updateNote,
} from './note-store'
import { NOTE_VERSIONS_SHOWN, type Note, type NoteVersions } from './schema'

const NOTE_MAX = 10_000

export type NoteRefusal = { ok: false; reason: 'not-found' | 'not-author' | 'too-late' | 'key-reused' }
export type NoteResult = { ok: true; note: Note } | NoteRefusal

/**
 * Writes a note and tells the members that it names. `key`: the same one again writes nothing and answers the note that it
 * wrote; for other words, or another conversation, it is refused.
 */
export async function addNote(
  member: SignedInMember,
  recordKey: string,
  body: string,
  key: string | null = null,
): Promise<NoteResult> {
  if (!recordKeyText.safeParse(recordKey).success) return notFound
  const text = textOf(body)
  const row = await insertNote(member, recordKey, { ...text, key })
  if (row) return written(member, row)
  const earlier = key === null ? null : await findKeyedNote(member, key)
  if (!earlier) return notFound
  const isSame = earlier.recordKey === recordKey && earlier.firstBody === text.body
  return isSame ? { ok: true, note: toNote(earlier) } : { ok: false, reason: 'key-reused' }
}

/** Gives the author's own note other words; the old ones stay readable. The same words again change nothing. */
export async function editNote(member: SignedInMember, place: NotePlace, body: string): Promise<NoteResult> {
  if (!isPlace(place)) return notFound
  const row = await updateNote(member, place, textOf(body))
  if (row) return written(member, row)
  const note = await findNote(member.organizationId, place)
  if (!note) return notFound
  return note.authorId === member.memberId ? { ok: true, note: toNote(note) } : { ok: false, reason: 'not-author' }
}

/** Takes back the author's own note while it is young: it, its versions and what was told of it are gone. */
export async function removeNote(member: SignedInMember, place: NotePlace): Promise<{ ok: true } | NoteRefusal> {
  if (!isPlace(place)) return notFound
  if (await deleteNote(member, place)) {
    announce(member, place.recordKey, true)
    return { ok: true }
  }
  const note = await findNote(member.organizationId, place)
  if (!note) return notFound
  return { ok: false, reason: note.authorId === member.memberId ? 'too-late' : 'not-author' }
}

/** What the note says and said before, newest first, as much as a page shows. Null = there is no such note. */
export async function getNoteVersions(member: SignedInMember, place: NotePlace): Promise<NoteVersions | null> {
  const note = isPlace(place) ? await findNote(member.organizationId, place) : null
  if (!note) return null
  // One more says that there are more, and since when the oldest that is shown said what it did.
  const rows = await listVersions(member.organizationId, note.id, NOTE_VERSIONS_SHOWN + 1)
  const ends = rows.map(({ replacedAt }) => replacedAt.toISOString())
  const texts = [...rows, { id: note.id, body: note.body }]
  const versions = texts.map(({ id, body }, index) => ({
    ...{ id, body, from: ends[index - 1] ?? note.at.toISOString() },
    until: ends[index] ?? null,
  }))
  const hasMore = rows.length > NOTE_VERSIONS_SHOWN
  return { versions: versions.slice(hasMore ? 1 : 0).reverse(), hasMore }
}

const notFound: NoteRefusal = { ok: false, reason: 'not-found' }

const isPlace = ({ recordKey, id }: NotePlace) => recordKeyText.safeParse(recordKey).success && isUuid(id)

/** The words that can be stored, and whom they name: read once more on each screen, by the same parser. */
function textOf(body: string): NoteText {
  const text = storableText(body, NOTE_MAX)
  return { body: text, named: mentionedIn(parseNote(text)) }
}

function written(member: SignedInMember, row: Parameters<typeof toNote>[0] & { told: boolean }): NoteResult {
  announce(member, row.recordKey, row.told)
  return { ok: true, note: toNote(row) }
}

const announce = ({ organizationId }: SignedInMember, recordKey: string, told: boolean) =>
  publish(organizationId, `conversation:${recordKey}`, ...(told ? (['notifications'] as const) : []))
