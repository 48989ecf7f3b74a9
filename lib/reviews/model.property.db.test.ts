import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { foldTrail } from '@/lib/platform/testing/trail'
import type { CommandResult } from './command'
import { type Command, decide, type ItemState } from './domain'
import { claimItem, claimNext, extendClaim, releaseAllOf, releaseClaim, reopenItem, resolveItem } from './service'

useTestDatabase()

const MEMBERS = 3
const RUNS = 20
const LATER = new Date('2999-01-01')
const EARLIER = new Date('2000-01-01')

type Kind = Command['kind'] | 'claim-next' | 'release-all' | 'lapse'
type Step = { kind: Kind; by: number; versionsBack: number; reason: string }

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Kind>('claim') },
    { weight: 6, arbitrary: fc.constantFrom<Kind>('extend', 'release', 'resolve', 'reopen') },
    { weight: 2, arbitrary: fc.constantFrom<Kind>('claim-next', 'release-all', 'lapse') },
  ),
  by: fc.nat(MEMBERS - 1),
  versionsBack: fc.constantFrom(0, 0, 0, 1),
  reason: fc.constantFrom('', 'because'),
})

/** The item as the model has it: what a command that the domain allows makes of it. */
function next(item: ItemState, kind: Kind, memberId: string): ItemState {
  const version = item.version + 1
  const free = { holderId: null, heldSince: null, leaseUntil: null }
  const held = { holderId: memberId, heldSince: EARLIER, leaseUntil: LATER }
  if (kind === 'release') return { ...item, ...free, version }
  if (kind === 'resolve') return { ...item, ...free, version, state: 'resolved' }
  return { ...item, ...held, version, state: 'open' }
}

interface World {
  id: string
  members: SignedInMember[]
  model: ItemState
}

async function createWorld(): Promise<World> {
  const desk = await createDesk()
  const members = await Promise.all(Array.from({ length: MEMBERS }, () => desk.member()))
  const { id } = await desk.reviewItem({}, { aiOutcome: 'passed' })
  const model: ItemState = { state: 'open', version: 0, holderId: null, heldSince: null, leaseUntil: null }
  return { id, members, model }
}

function send(member: SignedInMember, id: string, command: Command): Promise<CommandResult> {
  if (command.kind === 'claim') return claimItem(member, id)
  if (command.kind === 'extend') return extendClaim(member, id, command.version)
  if (command.kind === 'reopen') return reopenItem(member, id, { version: command.version, reason: '' })
  if (command.kind !== 'resolve') return releaseClaim(member, id, command.version)
  const { version, outcome, reason } = command
  return resolveItem(member, id, { version, outcome, reason, idempotencyKey: newId() })
}

async function check(world: World, { kind, by, versionsBack, reason }: Step) {
  const { id, model } = world
  const member = world.members[by]!
  const { memberId, organizationId } = member
  const mine = decide(model, { kind: 'release', version: model.version }, memberId, new Date()).ok
  if (kind === 'lapse') {
    if (!model.holderId) return
    await db().$executeRaw`UPDATE review_items SET lease_until = clock_timestamp() WHERE id = ${id}::uuid`
    world.model = { ...model, leaseUntil: EARLIER }
  } else if (kind === 'release-all') {
    expect(await releaseAllOf(organizationId, memberId)).toBe(mine ? 1 : 0)
    if (mine) world.model = next(model, 'release', memberId)
  } else if (kind === 'claim-next') {
    const free = decide(model, { kind: 'claim' }, memberId, new Date()).ok
    expect((await claimNext(member, [])).item?.id).toBe(free ? id : undefined)
    if (free) world.model = next(model, 'claim', memberId)
  } else {
    const version = Math.max(0, model.version - versionsBack)
    const command = { kind, version, outcome: 'do-not-proceed', reason, aiOutcome: 'passed' } as Command
    const expected = decide(model, command, memberId, new Date())
    const result = await send(member, id, command)
    expect(result.ok ? 'ok' : result.reason).toBe(expected.ok ? 'ok' : expected.reason)
    if (expected.ok) world.model = next(model, kind, memberId)
    const isHeld = world.model.holderId !== null && world.model.leaseUntil === LATER
    expect(result.item).toMatchObject({ state: world.model.state, version: world.model.version })
    expect(result.item?.holder?.memberId).toBe(isHeld ? world.model.holderId : undefined)
  }
}

test('whatever three members do, database and domain agree, and the trail tells how it came to be', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), async (steps) => {
      const world = await createWorld()
      for (const each of steps) await check(world, each)
      const row = await db().reviewItem.findFirstOrThrow({ where: { id: world.id } })
      const { state, version, holderId, resolutionId } = row
      expect(await foldTrail(world.id)).toEqual({ state, version, holderId, resolutionId })
      const standing = await db().resolution.findMany({ where: { reviewItemId: world.id, reopenedAt: null } })
      expect(standing.map((resolution) => resolution.id)).toEqual(resolutionId ? [resolutionId] : [])
    }),
    { numRuns: RUNS, verbose: 1 },
  )
}, 120_000)

test('in a storm of commands at the same moment no version is given twice and the trail has no gap', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60, size: 'max' }), async (steps) => {
      const { id, members } = await createWorld()
      const outcome = 'do-not-proceed' as const
      const storm = steps.map(({ kind, by }, n) => {
        const member = members[by]!
        if (kind === 'release-all') return releaseAllOf(member.organizationId, member.memberId)
        if (kind === 'claim-next' || kind === 'lapse') return claimNext(member, [])
        const version = Math.floor(n / 6)
        return send(member, id, { kind, version, outcome, reason: 'storm', aiOutcome: 'passed' } as Command)
      })
      await Promise.all(storm)
      const row = await db().reviewItem.findFirstOrThrow({ where: { id } })
      const { state, version, holderId, resolutionId } = row
      expect(await foldTrail(id)).toEqual({ state, version, holderId, resolutionId })
    }),
    { numRuns: RUNS, verbose: 1 },
  )
}, 120_000)
