import { setTimeout as wait } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeRole } from '@/lib/members/membership-service'
import type { Role } from '@/lib/members/schema'
import { db, transaction } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { endSnooze, lapse } from '@/lib/platform/testing/commands'
import { useTestDatabase } from '@/lib/platform/testing/database'
import {
  after,
  type Call,
  type CallAnswer,
  explanations,
  flagged,
  type Model,
  mayAct,
  swept,
  withMember,
} from '@/lib/platform/testing/review-model'
import {
  createCast,
  createWorld,
  modelOf,
  type Sent,
  seenInDatabase,
  seenInModel,
  send,
  type World,
} from '@/lib/platform/testing/review-world'
import { factsOfRow, foldTrail } from '@/lib/platform/testing/trail'
import { raiseFlags } from './flag-service'
import { sweepEnded } from './sweep-service'

useTestDatabase()

const [MEMBERS, ITEMS] = [3, 2]
const IS_LONG = process.env.RELIABILITY === 'long'
const RUNS = IS_LONG ? Number(process.env.MODEL_RUNS ?? 10_000) : 80
const SEED = Number(process.env.MODEL_SEED ?? Date.now() % 2 ** 31)
/** Resolved items of earlier sequences make an organization slower to count. */
const RUNS_PER_CAST = 50

const commands = [
  ...['claim', 'claim', 'claim', 'claim-next', 'extend', 'hold', 'release', 'snooze', 'wake', 'skip', 'hand-over'],
  ...['resolve', 'resolve', 'reopen', 'reopen', 'undo', 'undo', 'undo', 'release-all', 'deactivate'],
] as const
const events = [
  'lapse',
  'end-snooze',
  'sweep',
  'flag',
  'role',
  'reactivate',
  'reactivate',
  'deactivate-past-us',
] as const
const targets = [0, 1, 2, 'recruiter', 'admin', 'auditor'] as const

const command = fc.record({
  kind: fc.constantFrom(...commands),
  by: fc.nat(MEMBERS - 1),
  item: fc.nat(ITEMS - 1),
  versionsBack: fc.constantFrom(0, 0, 0, 0, 1),
  reason: fc.constantFrom('because', 'because', ''),
  to: fc.constantFrom(...targets),
  /** Which action is undone: 0 = the latest of hers, and so on backwards; the highest = somebody else's. */
  action: fc.constantFrom(0, 0, 0, 1, 2, 9),
})
const event = fc.record({
  event: fc.constantFrom(...events),
  by: fc.nat(MEMBERS - 1),
  item: fc.nat(ITEMS - 1),
  role: fc.constantFrom<Role>('recruiter', 'recruiter', 'admin', 'auditor'),
})
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never

/** One command, something that happens, or several commands (and perhaps a sweep) at the same moment. */
const step = fc.oneof(
  { weight: 10, arbitrary: fc.record({ calls: fc.array(command, { minLength: 1, maxLength: 1 }) }) },
  { weight: 4, arbitrary: event },
  {
    weight: 4,
    arbitrary: fc.record({ calls: fc.array(command, { minLength: 2, maxLength: 4 }), sweeps: fc.boolean() }),
  },
)
const steps = fc.array(step, { minLength: 3, maxLength: 16, size: 'max' })

function toCall(model: Model, { kind, by, item, versionsBack, reason, to, action }: Command): Sent {
  if (kind === 'claim-next' || kind === 'release-all' || kind === 'deactivate') return { kind, by }
  if (kind === 'claim') return { kind, by, item }
  const version = Math.max(0, model.items[item]!.version - versionsBack)
  if (kind === 'resolve' || kind === 'reopen') return { kind, by, item, version, reason }
  if (kind === 'hand-over') return { kind, by, item, version, to }
  if (kind !== 'undo') return { kind, by, item, version }
  const able = model.actions.filter((each) => (action === 9 ? each.by !== by : each.by === by))
  return { kind, by, actionId: able.at(-1 - (action % 9))?.id ?? newId() }
}

/** All that the model can be after this; more than one only after commands of the same moment. */
async function take(world: World, model: Model, calls: Command[], sweeps: boolean): Promise<Model[]> {
  const sent = calls.map((each) => toCall(model, each))
  const sweeping = sweeps ? sweepEnded() : null
  const told = await Promise.all(sent.map(async (call) => ({ call, answer: await send(world, call) })))
  await sweeping
  if (told.length === 1 && !sweeps) return after(model, told[0]!.call, told[0]!.answer, true)
  return explanations(model, [...told.flatMap((one) => oneByOne(model, one)), ...(sweeps ? sweepOf(model) : [])])
}

const NOTHING = { outcome: 'ok', actionId: null, item: null, version: null }

/** A release of all is a statement over what she held when it began: item by item, beside her own claims. */
function oneByOne({ items }: Model, told: { call: Call; answer: CallAnswer }) {
  const { call } = told
  if (call.kind !== 'release-all') return [told]
  return items.map(({ holder, isLeased }, item) => {
    const optional = holder !== call.by || !isLeased
    return { call: { kind: 'release-one', by: call.by, item, optional } as const, answer: NOTHING }
  })
}

const sweepOf = ({ items }: Model) =>
  items.map((_, item) => ({ call: { kind: 'sweep', item, optional: true } as const, answer: NOTHING }))

async function happen(world: World, model: Model, { event, by, item, role }: Event): Promise<Model> {
  const id = world.ids[item]!
  const { holder, snooze } = model.items[item]!
  const be = (change: Partial<Model['items'][number]>): Model => ({
    ...model,
    items: model.items.map((each, n) => (n === item ? { ...each, ...change } : each)),
  })
  const { memberId, organizationId, sessionId } = world.members[by]!
  if (event === 'lapse') {
    await lapse(id)
    return holder === null ? model : be({ isLeased: false })
  }
  if (event === 'end-snooze') {
    await endSnooze(id)
    return snooze === 'none' ? model : be({ snooze: 'over' })
  }
  if (event === 'sweep') {
    await sweepEnded()
    return model.items.reduce((next, _, n) => swept(next, n), model)
  }
  if (event === 'flag') return flag(world, model, item)
  if (event === 'role') {
    const isNew = await changeRole({ organizationId, memberId }, role, null)
    expect(isNew).toBe(model.members[by]!.role !== role)
    const next = withMember(model, by, { role })
    return isNew && role === 'auditor' ? after(next, { kind: 'release-all', by }, NOTHING, true)[0]! : next
  }
  const isActive = event === 'reactivate'
  // Who comes back signs in again.
  if (isActive) await db().session.updateMany({ where: { id: sessionId }, data: { revokedAt: null } })
  await db().member.updateMany({ where: { id: memberId }, data: { deactivatedAt: isActive ? null : new Date() } })
  return withMember(model, by, { isActive })
}

/** Between two moments, so that it is certain what it came after and what came after it. */
async function flag(world: World, model: Model, item: number): Promise<Model> {
  const flaggedAt = new Date(Date.now() + 2)
  const news = { recordKey: world.recordKeys[item]!, campaign: null, formerCampaign: null, replacedFlags: [], news: [] }
  const flags = [{ key: newId(), flaggedAt, reason: null }]
  await transaction((tx) => raiseFlags(world.desk.organizationId, tx, [{ ...news, flags }]))
  await wait(4)
  return flagged(model, item, flaggedAt.getTime())
}

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function play(world: World, sequence: Step[]) {
  let model = modelOf(world)
  /** Somebody was deactivated past us, in the database: until the next sweep she may hold what she may not act on. */
  let isPastUs = false
  for (const each of sequence) {
    const isEvent = 'event' in each
    const next = isEvent
      ? [await happen(world, model, each)]
      : await take(world, model, each.calls, 'sweeps' in each && each.sweeps)
    if (isEvent && each.event === 'deactivate-past-us') isPastUs = true
    if (isEvent && each.event === 'sweep') isPastUs = false
    const rows = await seenInDatabase(world)
    const agreeing = next.find((one) => isDeepStrictEqual(seenInModel(one), rows))
    if (!agreeing) expect(rows, 'the rows after a step').toEqual(next[0] ? seenInModel(next[0]) : 'explicable answers')
    model = agreeing!
    for (const { holder, isLeased } of model.items)
      if (isLeased && !isPastUs) expect(mayAct(model, holder!), 'a holder may act').toBe(true)
  }
  await checkTrail(world, model)
}

/** The trail tells how it came to be, and of the resolutions exactly those stand that nobody took back. */
async function checkTrail({ ids }: World, { items }: Model) {
  for (const [n, { version, standing: expected }] of items.entries()) {
    const { until: _, snoozedUntil: __, ...facts } = await factsOfRow(ids[n]!)
    // Not the times: these sequences move them behind the trail's back.
    if (version > 0) expect(await foldTrail(ids[n]!)).toMatchObject(facts)
    const standing = await db().resolution.findMany({ where: { reviewItemId: ids[n]!, reopenedAt: null } })
    expect(standing.map(({ id }) => id).sort()).toEqual(expected.toSorted())
  }
}

test(
  `whatever ${MEMBERS} members do to ${ITEMS} items, one after the other or at once, rows, answers and trail agree with the model`,
  async () => {
    process.stdout.write(`model test: ${RUNS} sequences, seed ${SEED}\n`)
    let cast = await createCast(MEMBERS)
    let runs = 0
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        if (++runs % RUNS_PER_CAST === 0) cast = await createCast(MEMBERS)
        await play(await createWorld(cast, ITEMS), sequence)
      }),
      { numRuns: RUNS, seed: SEED },
    )
  },
  IS_LONG ? 7_200_000 : 120_000,
)
