import { expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { MACROS_MAX, type MacroRequest, macroRequest } from './schema'
import { createMacro, listMacros, removeMacro, saveMacro } from './service'

useTestDatabase()

const wanted = (part: Partial<MacroRequest> = {}): MacroRequest => ({
  name: 'Wrong number',
  key: '1',
  note: 'Wrong number.',
  outcome: 'no-action-needed',
  reason: null,
  snooze: null,
  shared: false,
  ...part,
})

test('a macro of one’s own is seen by nobody else; a shared one by everybody in the organization', async () => {
  const [desk, other] = [await createDesk(), await createDesk()]
  const [ana, ben, admin] = [await desk.member(), await desk.member(), await desk.member('admin')]
  const foreigner = await other.member('admin')
  const own = await createMacro(ana, wanted())
  const shared = await createMacro(ana, wanted({ name: 'Call back', shared: true }))
  if (!own.ok || !shared.ok) throw new Error('not created')
  expect((await listMacros(ana)).map(({ name, editable }) => [name, editable])).toEqual([
    ['Call back', true],
    ['Wrong number', true],
  ])
  expect((await listMacros(ben)).map(({ name, editable }) => [name, editable])).toEqual([['Call back', false]])
  expect((await listMacros(admin)).map(({ name, editable }) => [name, editable])).toEqual([['Call back', true]])
  expect(await listMacros(foreigner)).toEqual([])
  for (const [member, reason] of [
    [ben, 'not-yours'],
    [foreigner, 'not-found'],
  ] as const) {
    expect(await saveMacro(member, shared.macro.id, wanted())).toMatchObject({ ok: false, reason })
    expect(await removeMacro(member, shared.macro.id)).toMatchObject({ ok: false, reason })
  }
  expect(await removeMacro(admin, own.macro.id)).toMatchObject({ ok: false, reason: 'not-found' })
  expect(await removeMacro(admin, shared.macro.id)).toEqual({ ok: true })
})

test('of macros made at the same moment none is one too many', async () => {
  const desk = await createDesk()
  const [ana, ben] = [await desk.member(), await desk.member()]
  for (const [shared, makers] of [
    [false, [ana, ana]],
    [true, [ana, ben]],
  ] as const) {
    const create = (n: number) => createMacro(makers[n % 2]!, wanted({ key: null, shared }))
    for (let n = 0; n < MACROS_MAX - 1; n++) await create(n)
    const results = await Promise.all([0, 1, 2, 3].map(create))
    expect(results.map(({ ok }) => ok).filter(Boolean)).toEqual([true])
  }
})

test('a shared macro that an admin takes back belongs to its maker', async () => {
  const desk = await createDesk()
  const [ana, admin] = [await desk.member(), await desk.member('admin')]
  const shared = await createMacro(ana, wanted({ shared: true }))
  if (!shared.ok) throw new Error('not created')
  await saveMacro(admin, shared.macro.id, wanted({ shared: false }))
  expect(await listMacros(admin)).toEqual([])
  expect(await listMacros(ana)).toMatchObject([{ id: shared.macro.id, shared: false, editable: true }])
})

test('nobody has more macros than fit a menu', async () => {
  const ana = await (await createDesk()).member()
  for (let i = 0; i < MACROS_MAX; i++) await createMacro(ana, wanted({ name: `Macro ${i}` }))
  expect(await createMacro(ana, wanted())).toEqual({ ok: false, reason: 'too-many' })
  expect((await createMacro(ana, wanted({ shared: true }))).ok).toBe(true)
})

test.each<[string, Partial<MacroRequest>, string]>([
  ['does nothing', { note: null, outcome: null }, 'note'],
  ['resolves and snoozes', { snooze: 'hour' }, 'snooze'],
  ['has a reason without an outcome', { outcome: null, reason: 'because' }, 'reason'],
  ['has no name', { name: '  ' }, 'name'],
  ['has a key that is no digit', { key: 'x' }, 'key'],
])('a macro that %s is refused by field', (_, part, field) => {
  const errors = macroRequest.safeParse(wanted(part)).error?.issues.map(({ path }) => path.join('.'))
  expect(errors).toEqual([field])
})
