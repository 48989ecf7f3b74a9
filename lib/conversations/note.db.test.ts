import { afterAll, expect, test } from 'vitest'
import { listNotifications } from '@/lib/notifications/service'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { mentionOf } from './domain-note-text'
import { addNote, editNote, getNoteVersions, type NoteResult, removeNote } from './note-service'
import { conversationDetail, NOTE_REMOVABLE_MINUTES, NOTE_VERSIONS_SHOWN, type Note } from './schema'
import { getConversation } from './service'

useTestDatabase()
afterAll(closePublisher)

async function world() {
  const desk = await createDesk()
  const [ada, bo, cleo] = [
    await desk.member('recruiter', 'Ada'),
    await desk.member('admin', 'Bo'),
    await desk.member('auditor', 'Cleo'),
  ]
  return { desk, ada, bo, cleo, ...(await desk.reviewItem()) }
}

const noteOf = (result: NoteResult): Note => {
  if (!result.ok) throw new Error(result.reason)
  return result.note
}
const told = (organizationId: string) =>
  db().notification.findMany({ where: { organizationId }, orderBy: [{ at: 'asc' }, { memberId: 'asc' }] })

async function grow(noteId: string, minutes: number) {
  await db().$executeRaw`
    UPDATE notes SET created_at = created_at - make_interval(mins => ${minutes}::int) WHERE id = ${noteId}::uuid`
}

test('a note is kept as written, by whom and when, and the trail knows of it without its text', async () => {
  const { desk, ada, recordKey } = await world()
  const first = noteOf(await addNote(ada, recordKey, 'Called **twice**.\nNo "answer" 🦊'))
  const second = noteOf(await addNote(ada, recordKey, 'nul \u0000 and \ud800'))
  expect(first).toMatchObject({ authorId: ada.memberId, authorName: 'Ada', editedAt: null, mentions: [] })
  expect([first.body, second.body]).toEqual(['Called **twice**.\nNo "answer" 🦊', 'nul \\u0000 and \\ud800'])
  const detail = await getConversation(ada, recordKey)
  expect(detail?.notes).toEqual([first, second])
  expect(conversationDetail.parse(detail)).toEqual(detail)
  const where = { organizationId: desk.organizationId, action: 'note-added' }
  const entries = await db().auditEntry.findMany({ where })
  expect(entries.map(({ subjectId, facts }) => [subjectId, facts])).toEqual([
    [recordKey, { noteId: first.id }],
    [recordKey, { noteId: second.id }],
  ])
})

test('who is named is told once, with the note: never the author, a stranger, somebody who left, or nobody at all', async () => {
  const { desk, ada, bo, cleo, id, recordKey } = await world()
  const [left, disabled] = [await desk.member('recruiter', 'Left'), await desk.member('recruiter', 'Disabled')]
  const key = { organizationId_id: { organizationId: desk.organizationId, id: left.memberId } }
  await db().member.update({ where: key, data: { deactivatedAt: new Date() } })
  await db().user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } })
  const stranger = await (await createDesk()).member()
  const ids = [bo, cleo, bo, ada, left, disabled, stranger].map(({ memberId }) => memberId)
  const body = [...ids, newId()].map((memberId) => mentionOf(memberId, 'X')).join(' ')
  const note = noteOf(await addNote(ada, recordKey, `${body} \`${mentionOf(left.memberId, 'code')}\``))
  expect(note.mentions).toEqual([bo, cleo, ada].map(({ memberId, name }) => ({ memberId, name })))
  expect(await told(desk.organizationId)).toMatchObject(
    [bo.memberId, cleo.memberId].sort().map((memberId) => ({
      ...{ memberId, kind: 'mentioned', actorId: ada.memberId },
      ...{ recordKey, reviewItemId: id, noteId: note.id, readAt: null },
    })),
  )
  expect(await told(stranger.organizationId)).toEqual([])
})

test('an edit keeps the old words exactly, tells whom it names for the first time, and nobody twice', async () => {
  const { desk, ada, bo, cleo, recordKey } = await world()
  const [toBo, toCleo] = [mentionOf(bo.memberId, 'Bo'), mentionOf(cleo.memberId, 'Cleo')]
  const note = noteOf(await addNote(ada, recordKey, `One ${toBo}`))
  const place = { recordKey, id: note.id }
  for (const body of [`Two ${toBo} ${toCleo}`, 'Three', `Four ${toBo}`]) noteOf(await editNote(ada, place, body))
  const edited = noteOf(await editNote(ada, place, `Four ${toBo}`))
  expect(edited).toMatchObject({ id: note.id, at: note.at, body: `Four ${toBo}`, mentions: [{ name: 'Bo' }] })
  expect((await told(desk.organizationId)).map(({ memberId }) => memberId)).toEqual([bo.memberId, cleo.memberId])
  const { versions } = (await getNoteVersions(cleo, place))!
  expect(versions.map(({ body }) => body)).toEqual([`Four ${toBo}`, 'Three', `Two ${toBo} ${toCleo}`, `One ${toBo}`])
  const times = versions.toReversed().flatMap(({ from, until }) => [from, until])
  expect(times[0]).toBe(note.at)
  expect(times.slice(1, -1)).toEqual([1, 1, 2, 2, 3, 3].map((nth) => versions.at(-nth)!.until))
  expect([times.at(-1), edited.editedAt]).toEqual([null, versions[0]!.from])
  const where = { organizationId: desk.organizationId, action: 'note-edited' }
  expect(await db().auditEntry.count({ where })).toBe(3)
})

test('of edits at the same moment each is kept: none is overwritten without a version', async () => {
  const { ada, recordKey } = await world()
  const note = noteOf(await addNote(ada, recordKey, 'first'))
  const texts = Array.from({ length: 12 }, (_, n) => `edit ${n}`)
  await Promise.all(texts.map((text) => editNote(ada, { recordKey, id: note.id }, text)))
  const { versions } = (await getNoteVersions(ada, { recordKey, id: note.id }))!
  expect(versions.map(({ body }) => body).sort()).toEqual(['first', ...texts].sort())
  expect(versions.at(-1)!.body).toBe('first')
  expect(versions.map(({ until }) => until).slice(1)).toEqual(versions.map(({ from }) => from).slice(0, -1))
})

test('of a note that was edited without end the newest versions are read, with their times, and that there are more', async () => {
  const { ada, recordKey } = await world()
  const note = noteOf(await addNote(ada, recordKey, 'edit 0'))
  const place = { recordKey, id: note.id }
  for (let n = 1; n <= NOTE_VERSIONS_SHOWN; n++) noteOf(await editNote(ada, place, `edit ${n}`))
  const all = (await getNoteVersions(ada, place))!
  expect(all).toMatchObject({ hasMore: false, versions: { length: NOTE_VERSIONS_SHOWN + 1 } })
  expect(all.versions.at(-1)).toMatchObject({ body: 'edit 0', from: note.at })
  noteOf(await editNote(ada, place, 'newest'))
  const { versions, hasMore } = (await getNoteVersions(ada, place))!
  expect({ hasMore, count: versions.length }).toEqual({ hasMore: true, count: NOTE_VERSIONS_SHOWN + 1 })
  expect([versions[0]!.body, versions.at(-1)!.body]).toEqual(['newest', 'edit 1'])
  expect(versions.at(-1)!.from).toBe(all.versions.at(-1)!.until)
})

test('a member named before she left stays named by an edit; she cannot be named anew', async () => {
  const { desk, ada, bo, recordKey } = await world()
  const toBo = mentionOf(bo.memberId, 'Bo')
  const [before, after] = [noteOf(await addNote(ada, recordKey, toBo)), noteOf(await addNote(ada, recordKey, 'x'))]
  const key = { organizationId_id: { organizationId: desk.organizationId, id: bo.memberId } }
  await db().member.update({ where: key, data: { deactivatedAt: new Date() } })
  expect(noteOf(await editNote(ada, { recordKey, id: before.id }, `y ${toBo}`)).mentions).toHaveLength(1)
  expect(noteOf(await editNote(ada, { recordKey, id: after.id }, `y ${toBo}`)).mentions).toEqual([])
  expect(await told(desk.organizationId)).toHaveLength(1)
})

test('another member changes nothing of a note, whatever her role', async () => {
  const { desk, ada, bo, recordKey } = await world()
  const note = noteOf(await addNote(ada, recordKey, 'mine'))
  const place = { recordKey, id: note.id }
  const count = () => db().auditEntry.count({ where: { organizationId: desk.organizationId } })
  const before = await count()
  expect(await editNote(bo, place, 'yours')).toEqual({ ok: false, reason: 'not-author' })
  expect(await removeNote(bo, place)).toEqual({ ok: false, reason: 'not-author' })
  expect((await getConversation(ada, recordKey))?.notes).toEqual([note])
  expect(await count()).toBe(before)
})

test('the same key is the same note, once, also at the same moment, after an edit, and told once', async () => {
  const { desk, ada, bo, recordKey } = await world()
  const [key, body] = [newId(), `Once ${mentionOf(bo.memberId, 'Bo')}`]
  const results = await Promise.all(Array.from({ length: 10 }, () => addNote(ada, recordKey, body, key)))
  const note = noteOf(results[0]!)
  expect(results).toEqual(results.map(() => ({ ok: true, note })))
  const edited = noteOf(await editNote(ada, { recordKey, id: note.id }, 'Edited'))
  expect(await addNote(ada, recordKey, body, key)).toEqual({ ok: true, note: edited })
  expect((await getConversation(ada, recordKey))?.notes).toHaveLength(1)
  expect(await told(desk.organizationId)).toHaveLength(1)
})

test('a key for other words or another conversation is refused; another member’s equal key is her own', async () => {
  const { desk, ada, bo, recordKey } = await world()
  const [key, other] = [newId(), (await desk.conversation()).recordKey]
  noteOf(await addNote(ada, recordKey, 'words', key))
  expect(await addNote(ada, recordKey, 'other words', key)).toEqual({ ok: false, reason: 'key-reused' })
  expect(await addNote(ada, other, 'words', key)).toEqual({ ok: false, reason: 'key-reused' })
  expect((await addNote(bo, recordKey, 'words', key)).ok).toBe(true)
})

test('the author takes a young note back, and what was told of it; an old one stays', async () => {
  const { desk, ada, bo, recordKey } = await world()
  const [young, old] = [
    noteOf(await addNote(ada, recordKey, mentionOf(bo.memberId, 'Bo'))),
    noteOf(await addNote(ada, recordKey, `old ${mentionOf(bo.memberId, 'Bo')}`)),
  ]
  await editNote(ada, { recordKey, id: young.id }, 'edited')
  await grow(young.id, NOTE_REMOVABLE_MINUTES - 1)
  await grow(old.id, NOTE_REMOVABLE_MINUTES)
  expect(await removeNote(ada, { recordKey, id: old.id })).toEqual({ ok: false, reason: 'too-late' })
  expect(await removeNote(ada, { recordKey, id: young.id })).toEqual({ ok: true })
  expect(await removeNote(ada, { recordKey, id: young.id })).toEqual({ ok: false, reason: 'not-found' })
  expect((await getConversation(ada, recordKey))?.notes.map(({ id }) => id)).toEqual([old.id])
  expect((await listNotifications(bo)).notifications).toHaveLength(1)
  expect(await db().noteVersion.count({ where: { organizationId: desk.organizationId } })).toBe(0)
  const where = { organizationId: desk.organizationId, action: 'note-removed' }
  expect(await db().auditEntry.findMany({ where })).toMatchObject([{ facts: { noteId: young.id } }])
})

test('what is unknown, foreign, of another conversation or no id at all does not exist', async () => {
  const { desk, ada, recordKey } = await world()
  const other = (await desk.conversation()).recordKey
  const { id } = noteOf(await addNote(ada, recordKey, 'here'))
  const mallory = await (await createDesk()).member('admin')
  for (const key of [recordKey, 'unknown', '', '\u0000', `' OR 1=1 --`, '😀', 'a'.repeat(500)])
    expect(await addNote(mallory, key, 'hello')).toEqual({ ok: false, reason: 'not-found' })
  const attempts = [
    [mallory, { recordKey, id }],
    ...[newId(), 'no-id', '\u0000'].map((unknown) => [ada, { recordKey, id: unknown }] as const),
    [ada, { recordKey: other, id }],
  ] as const
  for (const [member, place] of attempts) {
    expect(await editNote(member, place, 'x')).toEqual({ ok: false, reason: 'not-found' })
    expect(await removeNote(member, place)).toEqual({ ok: false, reason: 'not-found' })
    expect(await getNoteVersions(member, place)).toBeNull()
  }
  expect(await db().note.count()).toBeGreaterThanOrEqual(1)
  expect((await getConversation(ada, recordKey))?.notes.map(({ body }) => body)).toEqual(['here'])
})
