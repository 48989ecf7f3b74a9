import { describe, expect, test } from 'vitest'
import { GET, PATCH } from '@/app/api/preferences/route'
import { db } from '@/lib/platform/db'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import type { Prisma } from '@/prisma/generated/client'
import type { SignedInMember } from './domain'
import { actionIds } from './key-actions'
import { defaultPreferences } from './preferences'
import { getPreferences, patchPreferences } from './preferences-service'

useTestDatabase()

const newMember = async () => (await createDesk()).member()
const whereIs = ({ organizationId, memberId }: SignedInMember) => ({
  organizationId_id: { organizationId, id: memberId },
})
const store = (member: SignedInMember, preferences: Prisma.InputJsonValue) =>
  db().member.update({ where: whereIs(member), data: { preferences } })
const stored = async (member: SignedInMember) =>
  (await db().member.findUniqueOrThrow({ where: whereIs(member) })).preferences

describe('the service', () => {
  test('who never chose has the defaults', async () => {
    expect(await getPreferences(await newMember())).toEqual(defaultPreferences)
  })

  test.each([[[]], ['"broken"'], [7], [{ keys: 'none', shortcuts: null }]])(
    'stored as %j they are the defaults, and can be changed',
    async (broken) => {
      const member = await newMember()
      await store(member, broken)
      expect(await getPreferences(member)).toEqual(defaultPreferences)
      await patchPreferences(member, { shortcuts: false })
      expect(await getPreferences(member)).toEqual({ ...defaultPreferences, shortcuts: false })
    },
  )

  test('a change leaves other fields alone, those of another version too', async () => {
    const member = await newMember()
    await store(member, { afterResolve: 'list', sidebar: 'narrow', keys: { claim: 'q' } })
    await patchPreferences(member, { keys: { note: 'w' } })
    expect(await stored(member)).toEqual({
      afterResolve: 'list',
      shortcuts: true,
      sidebar: 'narrow',
      keys: { claim: 'q', note: 'w' },
    })
  })

  test('of two changes at the same time none is lost', async () => {
    const member = await newMember()
    const keys = [...'äöüéèñçß']
    await Promise.all(keys.map((key, index) => patchPreferences(member, { keys: { [actionIds[index]!]: key } })))
    expect(Object.values((await getPreferences(member)).keys).sort()).toEqual([...keys].sort())
  })

  test('a refused change stores nothing', async () => {
    const member = await newMember()
    const change = await patchPreferences(member, { afterResolve: 'stay', keys: { claim: 'n' } })
    expect(change).toMatchObject({ ok: false, reason: 'key-taken', by: 'claim-next' })
    expect(await stored(member)).toEqual({})
  })

  test('they are of one member in one organization', async () => {
    const [desk, foreign] = [await createDesk(), await createDesk()]
    const [me, colleague, stranger] = [await desk.member(), await desk.member(), await foreign.member()]
    await patchPreferences(me, { shortcuts: false })
    // With the id of somebody in another organization, too: nobody is found, nothing is changed.
    await patchPreferences({ ...stranger, memberId: me.memberId }, { afterResolve: 'list' })
    expect(await getPreferences(me)).toEqual({ ...defaultPreferences, shortcuts: false })
    expect(await getPreferences(colleague)).toEqual(defaultPreferences)
    expect(await getPreferences({ ...stranger, memberId: me.memberId })).toEqual(defaultPreferences)
  })
})

describe('the route', () => {
  const call = async (member: SignedInMember, body?: unknown) => {
    const browser = await TestBrowser.of(member)
    const sent = { method: 'PATCH', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const request = browser.request('/api/preferences', body === undefined ? {} : sent)
    const response = await (body === undefined ? GET : PATCH)(request, { params: Promise.resolve({}) })
    return { status: response.status, body: await response.json() }
  }

  test('answers a change with everything as it now is, and reads it again', async () => {
    const member = await (await createDesk()).member('auditor')
    const after = { ...defaultPreferences, afterResolve: 'stay' }
    expect(await call(member, { afterResolve: 'stay', unknown: 'field' })).toEqual({ status: 200, body: after })
    expect(await call(member)).toEqual({ status: 200, body: after })
  })

  test('names the action that has the key', async () => {
    const { status, body } = await call(await newMember(), { keys: { claim: 'n' } })
    expect(status).toBe(422)
    expect(body.errors).toEqual([{ field: 'keys.claim', message: 'N is the key of “Claim next” already.' }])
  })

  test.each([
    [{ afterResolve: 'fly' }, 'afterResolve'],
    [{ keys: { claim: 'Enter' } }, 'keys.claim'],
    [{ keys: { fly: 'f' } }, 'keys'],
    [[], ''],
  ])('answers %j by field', async (body, field) => {
    const answer = await call(await newMember(), body)
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field])
  })
})
