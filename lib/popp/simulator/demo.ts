import { setTimeout as sleep } from 'node:timers/promises'
import { type DemoTarget, endpointPath, type Marker, readMarker, readTarget, writeMarker } from './demo-files'
import { type DemoPeer, openDemoPeer } from './demo-peer'
import { historyStories, isRepeatable, sendHistory, stillGoingOn } from './history'
import { type Adopted, createLiveFeed, type Step } from './live-feed'
import { chance, integer, mulberry32, type Random, seedFrom } from './random'
import { renderEvent } from './render'
import { createSender, type Sender } from './sender'

const LOOK_AGAIN_MS = 500
/** Between two live events, on average; and before an endpoint that refuses everything is asked again. */
const PACE = { meanGapMs: 4000, tryAgainMs: 15_000 }
/** When the server is away this many wait for it; more would be a flood on its return. */
const MAX_PENDING = 64
const REFUSALS_BEFORE_GIVING_UP = 4
const LOST_IN_A_ROW = 3
const DUPLICATE_SHARE = 0.05
const LATE_SHARE = 0.04
const WITHIN_SECONDS = [3, 30] as const

interface DemoOptions {
  directory: string
  signal: AbortSignal
  pace?: typeof PACE
  /** Called once, when the history has arrived. */
  onReady: () => void
  /** Called with numbers and codes only, never with what a delivery says. */
  onNote: (note: Record<string, unknown>, message: string) => void
}

/** Plays Popp for the demo organization until aborted: its history once, then a new event every few seconds. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const { signal, onNote, pace = PACE } = options
  let ready = false
  let peer: DemoPeer | undefined
  while (!signal.aborted) {
    const target = await waitForTarget(options)
    if (!target) break
    const marker = (await readMarker(options.directory, target)) ?? newMarker(target)
    peer ??= await openDemoPeer(options, target, marker)
    const sender = openSender(target, peer, signal)
    const prepared = await prepare(options, target, marker, sender)
    if (prepared && !ready) {
      ready = true
      options.onReady()
    }
    if (prepared) await live(options, prepared, sender, peer)
    await sender.close()
    if (signal.aborted) break
    // A signing secret that was changed meanwhile is read again on the next round.
    onNote({ refused: Object.fromEntries(sender.totals.refused) }, 'the endpoint refuses everything; trying again')
    await rest(pace.tryAgainMs, signal)
  }
  await peer?.close()
}

function openSender({ endpointUrl, signingSecret }: DemoTarget, peer: DemoPeer, signal: AbortSignal): Sender {
  const attemptsWhenRefused = REFUSALS_BEFORE_GIVING_UP
  const secret = () => peer.secretOr(signingSecret)
  return peer.misbehaving(createSender({ endpointUrl, secret, attempts: Infinity, attemptsWhenRefused, signal }))
}

/** The seeding writes the file; it may do so after this process has begun. */
async function waitForTarget({ directory, signal }: DemoOptions): Promise<DemoTarget | null> {
  while (!signal.aborted) {
    const target = await readTarget(directory)
    if (target) return target
    await rest(LOOK_AGAIN_MS, signal)
  }
  return null
}

interface Prepared {
  marker: Marker
  adopted: Adopted[]
}

/** Sends the history unless an earlier run did. Null: aborted, or not one delivery was taken. */
async function prepare(
  options: DemoOptions,
  target: DemoTarget,
  marker: Marker,
  sender: Sender,
): Promise<Prepared | null> {
  const { directory, signal, onNote } = options
  if (marker.history === 'sent') return { marker, adopted: [] }
  await writeMarker(directory, marker)
  const anchor = new Date(marker.anchor)
  const all = historyStories(marker.seed, target.organizationId, anchor)
  const whole = isRepeatable(anchor, new Date())
  const stories = whole ? all : all.filter(({ generation }) => generation === 'current')
  await sendHistory(sender, stories, anchor)
  const { acknowledged, duplicates, lost } = sender.totals
  if (signal.aborted || acknowledged === 0) return null
  const sent: Marker = { ...marker, history: 'sent' }
  await writeMarker(directory, sent)
  onNote({ conversations: stories.length, acknowledged, duplicates, lost }, 'history sent')
  return { marker: sent, adopted: stillGoingOn(stories, anchor) }
}

function newMarker(target: DemoTarget): Marker {
  return {
    organizationId: target.organizationId,
    endpointPath: endpointPath(target),
    seed: seedFrom(target.organizationId),
    anchor: new Date().toISOString(),
    history: 'sending',
    liveStories: 0,
  }
}

/** Goes on until aborted, or until the endpoint has refused several deliveries in a row for good. */
async function live(options: DemoOptions, { marker, adopted }: Prepared, sender: Sender, peer: DemoPeer) {
  const { directory, signal, pace = PACE } = options
  const startedAt = Date.now()
  const random = mulberry32(startedAt)
  const { seed, organizationId } = marker
  const next = createLiveFeed({ seed, organizationId, random, startedAt, begun: marker.liveStories, adopted })
  const refusedInARow = countLostInARow(sender)
  let begun = marker.liveStories
  for (;;) {
    await rest(pace.meanGapMs * (0.4 + 1.2 * random()), signal)
    if (signal.aborted || refusedInARow() >= LOST_IN_A_ROW) return
    if (sender.pending >= MAX_PENDING) continue
    const step = next(Date.now())
    // Before the first delivery: a killed simulator must not tell the same story twice, as another one.
    if (step.begun > begun) await writeMarker(directory, { ...marker, liveStories: step.begun })
    begun = step.begun
    peer.happen(step.story, step.event)
    void send(sender, step, random, signal)
  }
}

function countLostInARow({ totals }: Sender): () => number {
  let seen = { acknowledged: totals.acknowledged, lost: totals.lost }
  return () => {
    if (totals.acknowledged > seen.acknowledged) seen = { acknowledged: totals.acknowledged, lost: totals.lost }
    return totals.lost - seen.lost
  }
}

/** Now and then late, so that later events overtake it, and now and then twice. */
async function send(sender: Sender, { event, story, arrived }: Step, random: Random, signal: AbortSignal) {
  const body = JSON.stringify(renderEvent(event, story.generation))
  const late = story.generation === 'current' && chance(random, LATE_SHARE)
  if (late) {
    arrived()
    await rest(integer(random, ...WITHIN_SECONDS) * 1000, signal)
  }
  await sender.send(body)
  arrived()
  if (!chance(random, DUPLICATE_SHARE)) return
  await rest(integer(random, ...WITHIN_SECONDS) * 1000, signal)
  await sender.send(body)
}

const rest = (durationMs: number, signal: AbortSignal): Promise<void> =>
  sleep(durationMs, undefined, { signal }).catch(() => undefined)
