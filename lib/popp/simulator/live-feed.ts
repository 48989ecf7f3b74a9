import { integer, type Random } from './random'
import { composeStory, type Story } from './story'
import type { StoryEvent } from './story-event'

const SECOND = 1000
const MINUTE = 60 * SECOND
const LIVELY_FOR_MS = 120 * MINUTE
/** Between two flags: so fast that a visitor sees one arrive, later so slow that a night does not flood the inbox. */
const LIVELY_FLAG_GAP_MS = [30 * SECOND, 40 * SECOND] as const
const CALM_FLAG_GAP_MS = [8 * MINUTE, 12 * MINUTE] as const
/** Stories whose flag is still to come; enough for one every half minute. */
const FLAGS_IN_STOCK = 5
const FLAG_AFTER_AT_LEAST_MS = 10 * SECOND
/** Candidates answer six times as fast as in life, and none is waited for longer than a quarter of an hour. */
const HASTE = 6
const SHORTEST_WAIT_MS = 6 * SECOND
const LONGEST_WAIT_MS = 15 * MINUTE

interface Running {
  story: Story
  next: number
  lastAt: number
  dueAt: number
  underWay: boolean
}

export interface Step {
  event: StoryEvent
  story: Story
  /** Number of stories begun so far, this one included. */
  begun: number
  /** Call when the event has arrived: until then the story stands still. */
  arrived: () => void
}

export interface Adopted {
  story: Story
  next: number
  dueAt: number
}

interface LiveFeedOptions {
  seed: number
  organizationId: string
  random: Random
  startedAt: number
  /** Stories begun in earlier runs; theirs are not told again. */
  begun: number
  /** Stories of the history that go on, each with the number of its first event still to come. */
  adopted: Adopted[]
}

/** What happens next, one event at a time, for ever: a pure function of its random numbers and the times it is given. */
export function createLiveFeed(options: LiveFeedOptions): (now: number) => Step {
  const { seed, organizationId, random, startedAt } = options
  const running: Running[] = options.adopted.map((each) => adopt(each, startedAt))
  let begun = options.begun
  let flagDueAt = startedAt + integer(random, 10 * SECOND, 20 * SECOND)

  const begin = (now: number): Running => {
    const flagShare = running.filter(flagAhead).length < FLAGS_IN_STOCK ? 1 : 0
    const story = composeStory(seed, `live/${begun++}`, { startsAt: now, organizationId, flagShare })
    const entry = { story, next: 0, lastAt: now, dueAt: now, underWay: false }
    running.push(entry)
    return entry
  }

  return (now) => {
    const flagged = now >= flagDueAt ? longestWaiting(running.filter((entry) => mayFlag(entry, now))) : undefined
    const entry = flagged ?? longestWaiting(running.filter((each) => mayGoOn(each, now))) ?? begin(now)
    if (flagged) flagDueAt = now + flagGap(random, now - startedAt)
    return advance(entry, now, begun, running)
  }
}

function adopt({ story, next, dueAt }: Adopted, now: number): Running {
  return { story, next, lastAt: now - MINUTE, dueAt: now + hastened(dueAt - now), underWay: false }
}

function advance(entry: Running, now: number, begun: number, running: Running[]): Step {
  const { story } = entry
  const event = { ...story.events[entry.next]!, at: now }
  const following = story.events[++entry.next]
  if (following) entry.dueAt = now + hastened(following.at - story.events[entry.next - 1]!.at)
  else running.splice(running.indexOf(entry), 1)
  entry.lastAt = now
  entry.underWay = true
  const arrived = () => {
    entry.underWay = false
  }
  return { event, story, begun, arrived }
}

const hastened = (gapMs: number): number => Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, gapMs / HASTE))

const isFlag = (event: StoryEvent | undefined): boolean => event?.type === 'CONVERSATION_NEEDS_REVIEW'
const flagNext = ({ story, next }: Running): boolean => isFlag(story.events[next])
const flagAhead = ({ story, next }: Running): boolean => story.events.slice(next).some(isFlag)

/** When a flag is wanted it comes ahead of its time, but not before its conversation has begun. */
function mayFlag(entry: Running, now: number): boolean {
  return flagNext(entry) && !entry.underWay && now - entry.lastAt >= FLAG_AFTER_AT_LEAST_MS
}

const mayGoOn = (entry: Running, now: number): boolean => !flagNext(entry) && !entry.underWay && entry.dueAt <= now

function longestWaiting(entries: Running[]): Running | undefined {
  return entries.reduce<Running | undefined>(
    (best, entry) => (best && best.dueAt <= entry.dueAt ? best : entry),
    undefined,
  )
}

function flagGap(random: Random, runningForMs: number): number {
  const [shortest, longest] = runningForMs < LIVELY_FOR_MS ? LIVELY_FLAG_GAP_MS : CALM_FLAG_GAP_MS
  return integer(random, shortest, longest)
}
