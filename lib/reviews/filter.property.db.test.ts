import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { repeatedAsLists } from '@/lib/platform/http/search-params'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { checkedInboxQuery } from './cursor'
import { dueFilters, type InboxFilter, inboxSorts, isFiltered, toSearch } from './filter'
import { type InboxTab, inboxTabs } from './schema'
import { listInbox, listSelection } from './service'

// What the database finds and in which order, held against a plain filter over all rows that were put in.
useTestDatabase()

const HOUR = 3_600_000
const ITEMS = 160
/** An odd number of minutes from every bound, so that no row crosses one while the test runs. */
const now = Date.now()
const at = (hours: number | null) => (hours === null ? null : new Date(now + hours * HOUR + 7 * 60_000))

const campaigns = ['Leeds, care', 'Utrecht 100%', "Antwerp's \\ yard"]
const reasons = ['Asks about a VISA', '100% sure', 'a_b', 'axb', 'None of the shifts suit']
const questions = ['Do you have a licence?', 'Can you work nights?']

const seedRow = fc.record({
  campaign: fc.option(fc.constantFrom(...campaigns)),
  external: fc.boolean(),
  reason: fc.option(fc.constantFrom(...reasons)),
  standing: fc.constantFrom('free', 'free', 'mine', 'bob', 'lapsed', 'asleep', 'woken', 'resolved'),
  dueHours: fc.option(fc.constantFrom(-30, -1, 0.5, 3, 50)),
  openedHours: fc.constantFrom(-1, -2, -30, -200),
  wakesHours: fc.constantFrom(1, 2, 30),
  resolvedHours: fc.constantFrom(-0.5, -0.6, -0.7),
  returned: fc.boolean(),
  score: fc.option(fc.constantFrom(-1.5, 0, 3, 7.25)),
  failed: fc.subarray(questions),
  preferred: fc.constantFrom('me', 'bob', 'role', 'admins', null, null, null),
})
type Row = typeof seedRow extends fc.Arbitrary<infer R> ? R & { id: string } : never

const everyCondition = fc.record({
  campaign: fc.uniqueArray(fc.constantFrom(...campaigns, 'Nowhere'), { minLength: 1, maxLength: 3 }),
  reason: fc.constantFrom('none', 'visa', 'NONE', '%', 'a_b', 'nothing like this', '\\'),
  holder: fc.constantFrom('nobody', 'anyone', 'me', 'bob'),
  due: fc.constantFrom(...dueFilters),
  returned: fc.constant(true as const),
  olderThanHours: fc.constantFrom(1, 24, 48),
  scoreMin: fc.constantFrom(-2, 0, 3, 8),
  scoreMax: fc.constantFrom(-2, 0, 3, 8),
  notScored: fc.constant(true as const),
  failed: fc.constantFrom(...questions),
  forMe: fc.constant(true as const),
  sort: fc.constantFrom(...inboxSorts.filter((sort) => sort !== 'due')),
})
/** With all at once nothing would be found, and nothing told apart. */
const filters: fc.Arbitrary<InboxFilter> = everyCondition.chain((all) =>
  fc
    .subarray(Object.keys(all) as (keyof typeof all)[], { maxLength: 3 })
    .map((names) => Object.fromEntries(names.map((name) => [name, all[name]]))),
)

let desk: Desk
let me: SignedInMember
let bob: SignedInMember
let rows: Row[]

beforeAll(async () => {
  desk = await createDesk()
  me = await desk.member('recruiter', 'Me')
  bob = await desk.member('recruiter', 'Bob')
  rows = fc.sample(seedRow, { numRuns: ITEMS, seed: 20_261_124 }).map((row) => ({ ...row, id: newId() }))
  for (const row of rows) await insert(row)
  // Another organization's items match everything and must never be seen.
  const elsewhere = await createDesk()
  for (const row of rows.slice(0, 20)) await insert({ ...row, id: newId() }, elsewhere)
}, 600_000)

async function insert(row: Row, { organizationId, reviewItem }: Desk = desk) {
  const held = { mine: me, bob, lapsed: bob }[row.standing as 'mine']
  const conversation = { score: row.score, [row.external ? 'externalCampaignId' : 'campaignId']: row.campaign }
  const columns = {
    ...{ id: row.id, flagReason: row.reason, returned: row.returned, openedAt: at(row.openedHours)! },
    dueAt: at(row.dueHours),
    ...(held && { holderId: held.memberId, heldSince: at(-1), leaseUntil: at(row.standing === 'lapsed' ? -0.5 : 24) }),
    ...(row.standing === 'asleep' && { snoozedUntil: at(row.wakesHours), snoozedById: bob.memberId }),
    ...(row.standing === 'woken' && { snoozedUntil: at(-1), snoozedById: bob.memberId }),
    ...(row.standing === 'resolved' && {
      ...{ state: 'resolved' as const, resolvedAt: at(row.resolvedHours), resolutionId: newId() },
    }),
    preferredMemberId: { me, bob }[row.preferred as 'me']?.memberId ?? null,
    preferredRole: ({ role: 'recruiter', admins: 'admin' } as const)[row.preferred as 'role'] ?? null,
  }
  const { recordKey } = await reviewItem(columns, conversation)
  const verdicts = questions.map((question, position) => ({
    ...{ organizationId, recordKey, position, question },
    verdict: row.failed.includes(question) ? 'failed' : 'passed',
  }))
  await db().screeningOutcome.createMany({ data: verdicts })
}

const isHeld = ({ standing }: Row) => standing === 'mine' || standing === 'bob'
const inTab: Record<InboxTab, (row: Row) => boolean> = {
  open: ({ standing }) => standing !== 'asleep' && standing !== 'resolved',
  mine: ({ standing }) => standing === 'mine',
  snoozed: ({ standing }) => standing === 'asleep',
  resolved: ({ standing }) => standing === 'resolved',
}

/** In the words of the filter, over what was put in. */
const conditions: { [Name in keyof InboxFilter]-?: (row: Row, value: NonNullable<InboxFilter[Name]>) => boolean } = {
  campaign: (row, names) => row.campaign !== null && names.includes(row.campaign),
  reason: (row, text) =>
    text === 'none' ? row.reason === null : !!row.reason?.toLowerCase().includes(text.toLowerCase()),
  holder: (row, who) => {
    if (who === 'nobody' || who === 'anyone') return isHeld(row) === (who === 'anyone')
    return row.standing === (who === 'me' ? 'mine' : 'bob')
  },
  due: ({ dueHours, standing, resolvedHours }, when) => {
    if (when === 'none' || dueHours === null) return when === 'none' && dueHours === null
    const late = (standing === 'resolved' ? at(resolvedHours)!.getTime() : Date.now()) - at(dueHours)!.getTime()
    return when === 'overdue' ? late >= 0 : late < 0 && late >= -HOUR
  },
  returned: (row) => row.returned,
  olderThanHours: ({ openedHours }, hours) => Date.now() - at(openedHours)!.getTime() >= hours * HOUR,
  scoreMin: ({ score }, least) => score !== null && score >= least,
  scoreMax: ({ score }, most) => score !== null && score <= most,
  notScored: ({ score }) => score === null,
  failed: (row, question) => row.failed.includes(question),
  forMe: ({ preferred }) => preferred === 'me' || preferred === 'role',
  sort: () => true,
}

const fits = (row: Row, filter: InboxFilter) =>
  (Object.keys(filter) as (keyof InboxFilter)[]).every((name) => {
    const condition = conditions[name] as (row: Row, value: unknown) => boolean
    return condition(row, filter[name])
  })

function expected(tab: InboxTab, filter: InboxFilter): string[] {
  const shown = rows.filter((row) => inTab[tab](row) && fits(row, filter))
  const sort = filter.sort ?? { open: 'due', mine: 'due', snoozed: 'waking', resolved: 'newest' }[tab]
  const since = ({ openedHours, resolvedHours }: Row) => (tab === 'resolved' ? resolvedHours : openedHours)
  const keys: Record<string, (row: Row) => number[]> = {
    due: (row) => [row.dueHours ?? Number.POSITIVE_INFINITY, row.openedHours],
    oldest: (row) => [since(row)],
    newest: (row) => [since(row)],
    score: (row) => [row.score === null ? Number.POSITIVE_INFINITY : -row.score, row.openedHours],
    waking: (row) => [row.wakesHours],
  }
  const ordered = shown.toSorted((a, b) => compare([...keys[sort]!(a), a.id], [...keys[sort]!(b), b.id]))
  return (sort === 'newest' ? ordered.reverse() : ordered).map(({ id }) => id)
}

function compare(a: (number | string)[], b: (number | string)[]): number {
  const at = a.findIndex((key, n) => key !== b[n])
  return at === -1 ? 0 : a[at]! < b[at]! ? -1 : 1
}

const asked = ({ holder, ...filter }: InboxFilter): InboxFilter =>
  holder === undefined ? filter : { ...filter, holder: holder === 'bob' ? bob.memberId : holder }

async function walk(tab: InboxTab, filter: InboxFilter, limit: number) {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const query = checkedInboxQuery.parse({ ...repeatedAsLists(toSearch(filter)), tab, limit, cursor })
    const page = await listInbox(me, query)
    ids.push(...page.rows.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
    expect(page.matching).toBe(isFiltered(filter) ? expected(tab, named(filter)).length : null)
  } while (cursor)
  return ids
}
const named = ({ holder, ...filter }: InboxFilter): InboxFilter =>
  holder === undefined ? filter : { ...filter, holder: holder === bob.memberId ? 'bob' : holder }

test('every filter in every tab and order finds exactly what a plain filter finds, page by page', async () => {
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...inboxTabs), filters, fc.constantFrom(2, 7, 100), async (tab, filter, limit) => {
      const ids = expected(tab, filter)
      seen.add(ids.length)
      expect(await walk(tab, asked(filter), limit)).toEqual(ids)
    }),
    { numRuns: 250 },
  )
  // Filters that find nothing would agree about everything.
  expect(Math.max(...seen)).toBeGreaterThan(10)
}, 600_000)

test('each single filter finds some items and leaves some out', () => {
  const single: InboxFilter[] = [
    ...[{ campaign: [campaigns[0]!] }, { reason: 'none' }, { reason: 'visa' }, { reason: '%' }, { returned: true }],
    ...[{ holder: 'nobody' }, { holder: 'anyone' }, { holder: 'me' }, { holder: 'bob' }, { olderThanHours: 24 }],
    ...dueFilters.map((due) => ({ due })),
    ...[{ scoreMin: 1 }, { scoreMax: 1 }, { notScored: true }, { failed: questions[0]! }, { forMe: true }],
  ] as InboxFilter[]
  const all = expected('open', {}).length
  for (const filter of single) {
    const found = expected('open', filter).length
    expect([found > 0, found < all], JSON.stringify(filter)).toEqual([true, true])
  }
})

test('a selection is what the list shows, whole, in its order, with the versions of now', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...inboxTabs), filters, async (tab, filter) => {
      const { items, more } = await listSelection(me, { tab, filter: asked(filter) })
      expect([items.map(({ id }) => id), more]).toEqual([expected(tab, filter), false])
      expect(items.every(({ version }) => version === 0)).toBe(true)
    }),
    { numRuns: 60 },
  )
}, 600_000)
