import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PoppEvent } from '@/lib/popp/event'
import * as bodies from '@/lib/popp/fixtures'
import { normalise } from '@/lib/popp/normalise'
import { type FoldEvent, projectConversation } from './domain'
import { isEnd } from './domain-standing'

/** Few times and few values, so that ties and contradictions are the rule. */
const time = fc.integer({ min: 0, max: 4 }).map((minute) => new Date(Date.UTC(2024, 0, 1, 0, minute)))
const mention = <T>(...values: T[]) => fc.constantFrom<T | null | undefined>(...values, null, undefined)
const status = fc.constantFrom(
  'created',
  'queued',
  'ongoing',
  'completed',
  'passed',
  'failed',
  'closed',
  'opted-out',
  'delivery-failed',
  null,
)
const poppEvent: fc.Arbitrary<PoppEvent> = fc.record({
  type: fc.constantFrom('X', 'Y', 'Z'),
  kind: fc.constantFrom(
    'queued',
    'started',
    'completed',
    'needs-review',
    'opted-out',
    'max-nudges-reached',
    'start-failed',
    'unknown',
  ),
  family: fc.constantFrom('conversation', 'conversation', 'conversation', 'workflow'),
  generation: fc.constantFrom('original', 'current'),
  occurredAt: fc.option(time),
  recordId: fc.constant('r'),
  organizationId: fc.constant('o'),
  status,
  rawStatus: fc.constantFrom('A', 'B', null),
  firstName: mention('Ann', 'Amy'),
  lastName: mention('Lee', 'Lie'),
  candidateId: mention('c1', 'c2'),
  externalId: mention('e1', 'e2'),
  externalCampaignId: mention('ec1', 'ec2'),
  campaignId: mention('p1', 'p2'),
  conversationUrl: mention('https://a/', 'https://b/'),
  score: mention(0, 1, 2),
  outcomes: fc.option(
    fc.array(
      fc.record({
        question: fc.constantFrom('q1', 'q2'),
        verdict: fc.constant('passed'),
        rawVerdict: fc.constant(null),
        summary: fc.constant(null),
      }),
      { maxLength: 2 },
    ),
    { nil: undefined },
  ),
  reviewReason: mention('r1', 'r2'),
  warnings: fc.constant([]),
})
const events: fc.Arbitrary<FoldEvent[]> = fc.uniqueArray(
  fc
    .record({ key: fc.string({ minLength: 1, maxLength: 2 }), receivedAt: time, event: poppEvent })
    .map((each) => ({ ...each, identity: `of ${each.key}` })),
  { selector: ({ key }) => key, minLength: 1, maxLength: 12 },
)
const shuffled = events.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
)

describe('projectConversation, for any events', () => {
  it('gives equal results in any order', () => {
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(projectConversation(other)).toStrictEqual(projectConversation(list))
      }),
      { numRuns: 2_000 },
    )
  })

  it('gives equal results with any duplicates', () => {
    const withCopies = events.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.array(fc.constantFrom(...list), { maxLength: 30 }).map((copies) => [...copies, ...list]),
      ),
    )
    fc.assert(
      fc.property(withCopies, ([list, copies]) => {
        expect(projectConversation(copies)).toStrictEqual(projectConversation(list))
      }),
      { numRuns: 1_000 },
    )
  })

  it('gives equal results when copies of an event arrive at different times, by the first arrival', () => {
    const later = (each: FoldEvent) => ({ ...each, receivedAt: new Date(each.receivedAt.getTime() + 60_000) })
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(projectConversation([...other.map(later), ...other])).toStrictEqual(projectConversation(list))
      }),
    )
  })

  it('gives equal results on replay and leaves its input alone', () => {
    fc.assert(
      fc.property(events, (list) => {
        const copy = structuredClone(list)
        const first = projectConversation(list)
        expect(projectConversation(list)).toStrictEqual(first)
        expect(list).toEqual(copy)
      }),
    )
  })

  it('never un-ends a conversation, forgets an opt-out, a flag or a known fact', () => {
    fc.assert(
      fc.property(shuffled, ([, list]) => {
        for (let length = 1; length < list.length; length++) {
          const [before, after] = [
            projectConversation(list.slice(0, length)),
            projectConversation(list.slice(0, length + 1)),
          ]
          if (before.ended) expect(after.ended).toBe(true)
          if (before.optedOut) expect(after.optedOut).toBe(true)
          expect(after.flags).toEqual(expect.arrayContaining(before.flags))
          expect(after.eventCount).toBe(before.eventCount + 1)
          for (const fact of [
            'score',
            'firstName',
            'lastName',
            'candidateId',
            'campaignId',
            'conversationUrl',
          ] as const) {
            if (before[fact] !== null) expect(after[fact]).not.toBeNull()
          }
        }
      }),
    )
  })

  it('never contradicts itself', () => {
    fc.assert(
      fc.property(events, (list) => {
        const it = projectConversation(list)
        expect(it.ended).toBe(isEnd(it.status))
        expect(it.endedAt !== null).toBe(it.ended)
        expect(it.optedOut).toBe(it.status === 'opted-out')
        if (it.aiOutcome !== 'none') expect(it.ended).toBe(true)
        if (it.startedAt && it.endedAt) expect(it.startedAt.getTime()).toBeLessThanOrEqual(it.endedAt.getTime())
        expect(it.firstEventAt.getTime()).toBeLessThanOrEqual(it.lastEventAt.getTime())
        expect(new Set(it.flags.map(({ key }) => key)).size).toBe(it.flags.length)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('STARTED, NEEDS_REVIEW and COMPLETED of one record, each five times', () => {
  const generations = {
    current: [bodies.currentStarted, bodies.currentNeedsReview, bodies.currentCompletedPassed],
    original: [
      bodies.originalNeedsReview.replace('NEEDS_REVIEW', 'STARTED'),
      bodies.originalNeedsReview,
      bodies.originalCompletedPassed,
    ],
  }
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]

  it.each(Object.entries(generations))(
    'make one finished conversation with one flag in every order (%s)',
    (_name, texts) => {
      for (const order of orders) {
        const arrivals = order.flatMap((which, position) => {
          const receivedAt = new Date(Date.UTC(2024, 5, 1, 0, position))
          const event = normalise(new TextEncoder().encode(texts[which]), receivedAt)
          return Array.from({ length: 5 }, () => ({ key: String(which), identity: String(which), receivedAt, event }))
        })
        const projection = projectConversation(arrivals)
        expect(projection).toMatchObject({
          status: 'passed',
          aiOutcome: 'passed',
          ended: true,
          score: 12.5,
          firstName: 'Amara',
        })
        expect(projection).toMatchObject({ eventCount: 3, flags: [{ key: '1' }] })
        expect(projectConversation(arrivals.reverse())).toStrictEqual(projection)
      }
    },
  )
})
