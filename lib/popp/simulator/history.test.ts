import { describe, expect, it } from 'vitest'
import { historyStories, stillGoingOn } from './history'
import { seedFrom } from './random'

const HOUR = 3_600_000
const ANCHORS = ['2026-03-11T15:20:00Z', '2026-03-08T04:00:00Z', '2025-12-29T09:05:00Z'].map((text) => new Date(text))

describe('the history of a new demo', () => {
  it.each(ANCHORS)('at %s leaves about 25 flagged conversations of various ages in the inbox', (anchor) => {
    for (const organizationId of ['org_demo', 'org_other', '1f0c']) {
      const ages = historyStories(seedFrom(organizationId), organizationId, anchor)
        .filter(({ events }) =>
          events.some(({ type, at }) => type === 'CONVERSATION_NEEDS_REVIEW' && at <= anchor.getTime()),
        )
        .map(({ startsAt }) => (anchor.getTime() - startsAt) / HOUR)
      expect(ages.length).toSatisfy((n: number) => n >= 14 && n <= 38)
      expect(ages.some((hours) => hours < 48)).toBe(true)
      expect(ages.some((hours) => hours > 5 * 24)).toBe(true)
    }
  })

  it('has 300 conversations, of which some go on, in both generations', () => {
    for (const anchor of ANCHORS) {
      const stories = historyStories(7, 'org_demo', anchor)
      expect(stories).toHaveLength(300)
      expect(stillGoingOn(stories, anchor).length).toSatisfy((n: number) => n > 8 && n < 60)
      expect(new Set(stories.map(({ generation }) => generation)).size).toBe(2)
    }
  })

  it('tells nothing old in the generation without timestamps, where it would look new', () => {
    for (const anchor of ANCHORS)
      for (const { generation, startsAt } of historyStories(7, 'org_demo', anchor))
        if (generation === 'original') expect(anchor.getTime() - startsAt).toBeLessThan(6 * HOUR)
  })

  it('hands over exactly the events after its end', () => {
    const [anchor] = ANCHORS
    for (const { story, next, dueAt } of stillGoingOn(historyStories(7, 'org_demo', anchor!), anchor!)) {
      expect(story.events[next]!.at).toBe(dueAt)
      expect(dueAt).toBeGreaterThan(anchor!.getTime())
      for (const earlier of story.events.slice(0, next)) expect(earlier.at).toBeLessThanOrEqual(anchor!.getTime())
    }
  })
})
