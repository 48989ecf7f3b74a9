import { QueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Macro } from '@/lib/macros/schema'
import { afterPaint } from '@/lib/platform/frame'
import { anItem, heldBy } from '@/lib/platform/testing/review-item'
import { reviewKeys } from '@/lib/reviews/client'
import { macroActions } from './item-macros'

const ID = '01890000-0000-7000-8000-000000000001'
const NOTE = '01890000-0000-7000-8000-00000000000a'
const asker = { memberId: 'ana', name: 'Ana Pereira' }
const mine = { ...heldBy('ana'), until: new Date(Date.now() + 600_000).toISOString() }
const item = anItem({ id: ID, holder: mine })
const note = {
  id: NOTE,
  at: item.openedAt,
  body: 'Called',
  editedAt: null,
  mentions: [],
  authorId: 'ana',
  authorName: 'Ana',
}
const written: Macro = {
  id: 'm',
  name: 'M',
  key: null,
  note: 'Called',
  outcome: null,
  reason: null,
  snooze: null,
  shared: false,
  editable: true,
}
const deciding: Record<string, Macro> = {
  resolve: { ...written, outcome: 'proceed', reason: 'Good.' },
  snooze: { ...written, snooze: 'week' },
}
const stale = {
  type: '/problems/conflict',
  title: 'Stale',
  status: 409,
  reason: 'stale-version',
  item: { ...item, version: 1 },
}
const gone = { type: '/problems/unavailable', title: 'Not now', status: 503 }

let sent: string[]
let removal: { status: number; body: unknown }
let client: QueryClient

beforeEach(() => {
  sent = []
  removal = { status: 200, body: {} }
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  client.setQueryData(reviewKeys.detail(ID), { item, conversation: { recordKey: 'record', notes: [] } })
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run))
  vi.spyOn(toast, 'dismiss').mockReturnValue('')
  vi.spyOn(toast, 'success').mockReturnValue('shown')
  vi.stubGlobal('fetch', async (path: string, { method = 'GET' }: RequestInit) => {
    sent.push(`${method} ${path.split('/').at(-1)}`)
    const answer = path.endsWith('/notes')
      ? { status: 201, body: note }
      : path.includes('/notes/')
        ? removal
        : { status: 409, body: stale }
    return new Response(JSON.stringify(answer.body), { status: answer.status })
  })
  vi.spyOn(toast, 'error').mockReturnValue('shown')
})
afterEach(async () => {
  // What is said after the frame would otherwise be said in the next test, without a frame.
  await new Promise<void>(afterPaint)
  client.clear()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const use = (macro: Macro) =>
  macroActions({
    client,
    asker,
    show: () => {},
    watchReader: () => () => true,
    prepareNext: () => () => {},
    ask: () => {},
  }).useMacro(ID, macro)
const said = () => vi.mocked(toast.error).mock.calls.map(([title, how]) => [title, how?.description] as const)

test.each([
  ['resolve', 'POST resolution', 'Not resolved'],
  ['snooze', 'POST snooze', 'Not snoozed: Marta Ruiz'],
])('refused the %s, a macro takes its note back and says why as the command does', async (kind, request, title) => {
  await use(deciding[kind]!)
  expect(sent).toEqual(['POST notes', request, `DELETE ${NOTE}`])
  expect(said()).toEqual([[title, expect.stringContaining('This item changed before your action arrived.')]])
})

test.each(['resolve', 'snooze'])(
  'a note that stays after a refused %s is said to stay, with both reasons',
  async (kind) => {
    removal = { status: 503, body: gone }
    await use(deciding[kind]!)
    const [title, why] = said().at(-1)!
    expect(title).toBe('The note could not be taken back')
    expect(why).toMatch(/^This item changed before your action arrived\..* Not now$/)
  },
)

test('a note without a decision stays', async () => {
  await use(written)
  expect(sent).toEqual(['POST notes'])
  expect(said()).toEqual([])
})
