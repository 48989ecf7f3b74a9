import { describe, expect, it } from 'vitest'
import { campaigns } from './campaigns/all'
import { renderEvent } from './render'
import { HISTORY_DAYS, storiesFrom } from './stories'
import type { Story } from './story'

const NOW = new Date('2026-03-11T15:20:00Z')
const DAY = 86_400_000
const SEEDS = [1, 7, 2026]
const share = (stories: Story[], holds: (story: Story) => boolean) => stories.filter(holds).length / stories.length

describe('storiesFrom', () => {
  it('gives the same stories for the same arguments, byte by byte, and others for another seed', () => {
    const written = (seed: number) => JSON.stringify(storiesFrom(seed, 200, NOW))
    expect(written(7)).toBe(written(7))
    expect(written(7)).not.toBe(written(8))
  })

  it('tells a story alike however many others there are', () => {
    const few = storiesFrom(7, 20, NOW)
    const many = new Map(storiesFrom(7, 200, NOW).map((story) => [story.recordId, story]))
    for (const story of few) expect(many.get(story.recordId)).toEqual(story)
  })

  it('begins all stories in the last 14 days, mostly in working hours, oldest first', () => {
    const starts = storiesFrom(7, 2000, NOW).map(({ startsAt }) => startsAt)
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(NOW.getTime() - HISTORY_DAYS * DAY)
    expect(Math.max(...starts)).toBeLessThan(NOW.getTime())
    expect(starts).toEqual([...starts].sort((a, b) => a - b))
    const atWork = starts.filter(
      (at) => new Date(at).getUTCDay() % 6 !== 0 && within(new Date(at).getUTCHours(), 6, 19),
    )
    expect(atWork.length / starts.length).toBeGreaterThan(0.75)
  })

  it('lets some of the newest conversations go on at any hour', () => {
    for (const hour of ['03:00', '12:00', '23:59']) {
      const now = new Date(`2026-03-08T${hour}:00Z`)
      const open = storiesFrom(7, 300, now).filter(({ events }) => events.at(-1)!.at > now.getTime())
      expect(open.length).toBeGreaterThan(8)
    }
  })

  it.each(SEEDS)('keeps the mix of seed %i within bounds', (seed) => {
    const stories = storiesFrom(seed, 1500, NOW)
    const bounds: [string, (story: Story) => boolean, number, number][] = [
      ['flagged', ({ flags }) => flags > 0, 0.19, 0.26],
      ['flagged twice', ({ flags }) => flags === 2, 0.02, 0.08],
      ['flagged, then completed', (s) => s.flags > 0 && ['passed', 'failed', 'closed'].includes(s.ending), 0.05, 0.15],
      ['flagged, then opted out', (s) => s.flags > 0 && s.ending === 'opted-out', 0.008, 0.05],
      ['flagged, never finishing', (s) => s.flags > 0 && s.ending === 'unfinished', 0.06, 0.13],
      ['passed', ({ ending }) => ending === 'passed', 0.26, 0.4],
      ['failed', ({ ending }) => ending === 'failed', 0.15, 0.27],
      ['closed', ({ ending }) => ending === 'closed', 0.05, 0.12],
      ['opted out', ({ ending }) => ending === 'opted-out', 0.05, 0.12],
      ['max nudges', ({ ending }) => ending === 'max-nudges', 0.04, 0.12],
      ['start failed', ({ ending }) => ending === 'start-failed', 0.02, 0.07],
      ['original generation', ({ generation }) => generation === 'original', 0.2, 0.3],
    ]
    for (const [name, holds, least, most] of bounds)
      expect(share(stories, holds), name).toSatisfy((s: number) => s >= least && s <= most)
  })

  it('gives a reason with a minority of flags only', () => {
    const flags = storiesFrom(7, 2000, NOW).flatMap(({ events }) =>
      events.filter(({ type }) => type.endsWith('NEEDS_REVIEW')),
    )
    const reasoned = flags.filter(({ reason }) => reason)
    expect(reasoned.length / flags.length).toSatisfy((s: number) => s > 0.1 && s < 0.3)
  })

  it('lets time only go forward within a story, and lets no event id occur twice', () => {
    const stories = storiesFrom(7, 1000, NOW)
    for (const { events, flags } of stories) {
      expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((a, b) => a - b))
      expect(events.filter(({ type }) => type === 'CONVERSATION_NEEDS_REVIEW')).toHaveLength(flags)
    }
    const ids = stories.flatMap(({ events }) => events.map(({ eventId }) => eventId))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('never tells two events of one original story in the same bytes, which would be taken for a retry', () => {
    for (const { events } of storiesFrom(7, 1000, NOW).filter(({ generation }) => generation === 'original')) {
      const bodies = events.map((event) => JSON.stringify(renderEvent(event, 'original')))
      expect(new Set(bodies).size).toBe(bodies.length)
    }
  })

  it('has candidates of many scripts and names that break forms', () => {
    const names = storiesFrom(7, 2000, NOW).map(({ events }) => {
      const { firstName, lastName } = events[0]!.subject
      return { firstName, lastName, full: `${firstName ?? ''} ${lastName ?? ''}` }
    })
    for (const script of ['Arabic', 'Hebrew', 'Cyrillic', 'Han', 'Devanagari', 'Greek'])
      expect(
        names.some(({ full }) => new RegExp(`\\p{Script=${script}}`, 'u').test(full)),
        script,
      ).toBe(true)
    expect(names.some(({ full }) => full.length > 60)).toBe(true)
    expect(names.some(({ full }) => /['’]/.test(full))).toBe(true)
    expect(names.some(({ firstName, lastName }) => firstName && lastName === null)).toBe(true)
    expect(names.some(({ firstName, lastName }) => firstName === null && lastName === null)).toBe(true)
  })
})

describe('the campaigns', () => {
  it('ask four to seven questions of their own, with answers on both sides', () => {
    expect(campaigns.length).toBeGreaterThanOrEqual(6)
    for (const { questions } of campaigns) {
      expect(questions.length).toSatisfy((n: number) => n >= 4 && n <= 7)
      for (const { passed, failed } of questions) expect(Math.min(passed.length, failed.length)).toBeGreaterThan(1)
    }
    const all = campaigns.flatMap(({ questions }) => questions.map(({ ask }) => ask))
    expect(new Set(all).size).toBe(all.length)
    expect(new Set(campaigns.map(({ campaignId }) => campaignId)).size).toBe(campaigns.length)
  })
})

const within = (value: number, least: number, most: number) => value >= least && value <= most
