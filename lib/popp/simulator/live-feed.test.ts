import { describe, expect, it } from 'vitest'
import { historyStories, stillGoingOn } from './history'
import { type Adopted, createLiveFeed, type Step } from './live-feed'
import { mulberry32 } from './random'

const SECOND = 1000
const HOUR = 3600 * SECOND
const STARTED_AT = Date.parse('2026-03-11T15:20:00Z')

/** Lets the feed run on a clock that only this function moves; each event arrives before the next one is asked for. */
function play(hours: number, begun = 0, adopted: Adopted[] = []) {
  const random = mulberry32(3)
  const next = createLiveFeed({ seed: 7, organizationId: 'org_demo', random, startedAt: STARTED_AT, begun, adopted })
  const steps: (Step & { at: number })[] = []
  for (let now = STARTED_AT; now < STARTED_AT + hours * HOUR; now += 4 * SECOND * (0.4 + 1.2 * random())) {
    const step = next(now)
    step.arrived()
    steps.push({ ...step, at: now })
  }
  return steps
}

const isFlag = ({ event }: Step) => event.type === 'CONVERSATION_NEEDS_REVIEW'

describe('the live feed', () => {
  it('brings a flag within half a minute and then one every 30 to 45 s, for two hours', () => {
    const flags = play(2).filter(isFlag)
    expect(flags[0]!.at - STARTED_AT).toBeLessThan(30 * SECOND)
    expect(flags.length).toSatisfy((n: number) => n > 150 && n < 250)
    const gaps = flags.slice(5).map(({ at }, n) => at - flags[n + 4]!.at)
    expect(Math.min(...gaps)).toBeGreaterThan(29 * SECOND)
    expect(gaps.sort((a, b) => a - b)[Math.floor(gaps.length * 0.95)]).toBeLessThan(50 * SECOND)
  })

  it('does not flood the inbox overnight: afterwards about one in ten minutes', () => {
    const flags = play(12).filter(isFlag)
    const later = flags.filter(({ at }) => at > STARTED_AT + 2.2 * HOUR)
    expect(later.length / 9.8).toSatisfy((perHour: number) => perHour > 4 && perHour < 8)
  })

  it('tells each story in its order, each event once, stamped with the time it is sent', () => {
    const steps = play(4)
    const byStory = groupByStory(steps)
    for (const told of byStory.values()) {
      const ids = told.map(({ event }) => event.eventId)
      expect(ids).toEqual(told[0]!.story.events.slice(0, ids.length).map(({ eventId }) => eventId))
    }
    for (const { event, at } of steps) expect(event.at).toBe(at)
  })

  it('finishes what it begins: after hours only the newest stories and those that wait to be flagged are open', () => {
    const steps = play(6)
    const open = [...groupByStory(steps).values()].filter((told) => told.length < told[0]!.story.events.length)
    expect(open.length).toBeLessThan(80)
    expect(new Set(steps.map(({ event }) => event.type)).size).toBeGreaterThan(7)
  })

  it('goes on with the conversations of the history, at their next event', () => {
    const anchor = new Date(STARTED_AT)
    const adopted = stillGoingOn(historyStories(7, 'org_demo', anchor), anchor)
    const told = groupByStory(play(1, 0, adopted))
    for (const { story, next } of adopted) {
      const ids = (told.get(story.recordId) ?? []).map(({ event }) => event.eventId)
      expect(ids).toEqual(story.events.slice(next, next + ids.length).map(({ eventId }) => eventId))
    }
    expect(adopted.filter(({ story }) => told.has(story.recordId)).length).toBeGreaterThan(adopted.length * 0.8)
  })

  it('after a restart tells no story of an earlier run again', () => {
    const first = play(0.5)
    const second = play(0.5, first.at(-1)!.begun)
    const ids = new Set(first.map(({ event }) => event.eventId))
    for (const { event } of second) expect(ids).not.toContain(event.eventId)
  })

  it('leaves a story alone while one of its events is under way', () => {
    const next = createLiveFeed({
      seed: 7,
      organizationId: 'o',
      random: mulberry32(1),
      startedAt: 0,
      begun: 0,
      adopted: [],
    })
    const stories = Array.from({ length: 200 }, (_, n) => next(n * 60 * SECOND).story.recordId)
    expect(new Set(stories).size).toBe(200)
  })
})

function groupByStory<T extends Step>(steps: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const step of steps) groups.set(step.story.recordId, [...(groups.get(step.story.recordId) ?? []), step])
  return groups
}
