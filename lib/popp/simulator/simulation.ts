import { setTimeout as sleep } from 'node:timers/promises'
import { ALL_FAULTS, NO_FAULTS, type PlannedDelivery, planDeliveries } from './faults'
import type { SimulateOptions } from './options'
import { randomFor } from './random'
import { type Payload, renderEvent } from './render'
import type { Sender } from './sender'
import { storiesFrom } from './stories'
import type { Story } from './story'
import type { StoryEvent } from './story-event'

/** Which events a seed gives must not depend on the day of the run; a Wednesday noon has a full week behind it. */
const ANCHOR = new Date('2026-01-14T12:00:00Z')
/** On average nearly three; a few stories have one only, so there is some to spare. */
const EVENTS_PER_STORY = 2
const SPARE_STORIES = 20

interface Telling {
  event: StoryEvent
  story: Story
}

/** The first `count` events of a seed's stories, in the order in which they happen. */
export function tellingsFrom(seed: number, count: number, organizationId: string): Telling[] {
  const stories = storiesFrom(seed, Math.ceil(count / EVENTS_PER_STORY) + SPARE_STORIES, ANCHOR, { organizationId })
  return stories
    .flatMap((story) => story.events.map((event) => ({ event, story })))
    .sort((a, b) => a.event.at - b.event.at)
    .slice(0, count)
}

export interface Progress {
  done: number
  planned: number
}

/**
 * Sends a seed's events at the given rate, with its faults, and resolves when each is acknowledged or given up. Event n
 * happens n/rate seconds after the start, whenever its delivery goes out.
 */
export async function simulate(
  options: SimulateOptions,
  sender: Sender,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const tellings = tellingsFrom(options.seed, options.count, options.organizationId)
  const faults = options.faults ? ALL_FAULTS : NO_FAULTS
  const plan = planDeliveries(randomFor(options.seed, 'faults'), tellings.length, faults)
  const { rate, startedAt = Date.now() } = options
  const slotMs = 1000 / rate
  const startedTick = performance.now() - (Date.now() - startedAt)
  let done = 0
  const deliver = async (planned: PlannedDelivery) => {
    const happening = happeningAt(tellings[planned.event]!, planned.event, { startedAt, rate })
    await send(sender, planned, renderEvent(happening.event, happening.story.generation))
    onProgress({ done: ++done, planned: plan.length })
  }
  const deliveries: Promise<void>[] = []
  for (const planned of plan) {
    const waitMs = startedTick + planned.slot * slotMs - performance.now()
    if (waitMs > 1) await sleep(waitMs, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) break
    deliveries.push(deliver(planned))
  }
  await Promise.all(deliveries)
}

/** The n-th event at the time at which it happens in such a run. */
export function happeningAt({ event, story }: Telling, n: number, run: { startedAt: number; rate: number }): Telling {
  return { event: { ...event, at: Math.floor(run.startedAt + (n * 1000) / run.rate) }, story }
}

function send(sender: Sender, { kind, slowBodyMs }: PlannedDelivery, payload: Payload) {
  return kind === 'forged' ? sender.sendForged(payload) : sender.send(payload, { slowBodyMs })
}
