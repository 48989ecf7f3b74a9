import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runDemo } from './demo'
import { type Marker, readTarget, writeMarker } from './demo-files'
import { type Receiver, startReceiver } from './testing/receiver'

let receiver: Receiver
let directory: string
let running: { stop: AbortController; done: Promise<void> }[] = []

beforeEach(async () => {
  receiver = await startReceiver()
  directory = await mkdtemp(path.join(tmpdir(), 'simulator-'))
})
afterEach(async () => {
  for (const { stop } of running) stop.abort()
  await Promise.all(running.map(({ done }) => done))
  running = []
  await receiver.close()
  await rm(directory, { recursive: true })
})

const target = (secret = receiver.secret) => ({
  endpointUrl: receiver.url,
  signingSecret: secret,
  organizationId: 'org_demo',
})
const writeTarget = (content: object = target()) =>
  writeFile(path.join(directory, 'demo.json'), JSON.stringify(content))
const readMarkerFile = async (): Promise<Marker> =>
  JSON.parse(await readFile(path.join(directory, 'simulator.json'), 'utf8'))

function start(pace?: { meanGapMs: number; tryAgainMs: number }) {
  const stop = new AbortController()
  const onReady = vi.fn()
  const notes: string[] = []
  const done = runDemo({ directory, pace, signal: stop.signal, onReady, onNote: (_, message) => notes.push(message) })
  running.push({ stop, done })
  return { stop, done, onReady, notes }
}

const history = { timeout: 40_000, interval: 20 }

vi.setConfig({ testTimeout: 180_000 })

describe('the demo', () => {
  it('waits for demo.json, sends the history through the endpoint, and says when it is ready', async () => {
    const demo = start()
    await new Promise((soon) => setTimeout(soon, 100))
    expect(receiver.requests).toHaveLength(0)
    receiver.delayMs = 5
    await writeTarget()
    await vi.waitFor(() => expect(demo.onReady).toHaveBeenCalledOnce(), history)
    const conversations = new Set(receiver.accepted.map(({ payload }) => payload.data.recordId).filter(Boolean))
    expect(conversations.size).toSatisfy((n: number) => n > 290 && n <= 300)
    expect(receiver.mostAtOnce).toSatisfy((n: number) => n > 4 && n <= 16)
    expect(await readMarkerFile()).toMatchObject({ history: 'sent', organizationId: 'org_demo' })
    expect((await stat(path.join(directory, 'simulator.json'))).mode & 0o777).toBe(0o600)
  })

  it('sends the events of one conversation one after the other, since some have no timestamps to sort by', async () => {
    receiver.delayMs = 3
    await writeTarget()
    const demo = start()
    await vi.waitFor(() => expect(demo.onReady).toHaveBeenCalled(), history)
    const seen = new Map<unknown, string[]>()
    for (const { payload } of receiver.accepted.filter(({ payload: { eventId } }) => !eventId))
      seen.set(payload.data.recordId, [...(seen.get(payload.data.recordId) ?? []), payload.event])
    expect(seen.size).toBeGreaterThan(3)
    for (const events of seen.values()) {
      const ranks = events.map(rankOf)
      expect(ranks).toEqual(ranks.toSorted())
    }
  })

  it('goes on with a live event soon after the history, and stops at once when told to', async () => {
    await writeTarget()
    const demo = start()
    await vi.waitFor(() => expect(demo.onReady).toHaveBeenCalled(), history)
    const sent = receiver.accepted.length
    await vi.waitFor(() => expect(receiver.accepted.length).toBeGreaterThan(sent), { timeout: 45_000 })
    const stopping = performance.now()
    demo.stop.abort()
    await demo.done
    expect(performance.now() - stopping).toBeLessThan(20_000)
  })

  it('after a restart tells no live story again, not even one whose beginning it could not finish', async () => {
    await writeTarget()
    const runs: Set<string>[] = []
    for (const _ of ['first', 'second']) {
      const demo = start({ meanGapMs: 5, tryAgainMs: 50 })
      await vi.waitFor(() => expect(demo.onReady).toHaveBeenCalled(), history)
      receiver.accepted.length = 0
      await vi.waitFor(() => expect(receiver.accepted.length).toBeGreaterThan(60), history)
      demo.stop.abort()
      await demo.done
      runs.push(
        new Set(receiver.accepted.filter(({ payload }) => payload.event.endsWith('STARTED')).map(({ body }) => body)),
      )
    }
    expect((await readMarkerFile()).liveStories).toBeGreaterThan(40)
    for (const body of runs[1]!) expect(runs[0]).not.toContain(body)
  })

  it('reads a signing secret again that was changed while it was running', async () => {
    await writeTarget()
    const demo = start({ meanGapMs: 20, tryAgainMs: 50 })
    await vi.waitFor(() => expect(demo.onReady).toHaveBeenCalled(), history)
    receiver.secret = 'rotated'
    await writeTarget()
    const before = receiver.accepted.length
    await vi.waitFor(() => expect(receiver.accepted.length).toBeGreaterThan(before + 5), history)
    expect(demo.notes).toContain('the endpoint refuses everything; trying again')
  })

  it('sends no history a second time', async () => {
    await writeTarget()
    const first = start()
    await vi.waitFor(() => expect(first.onReady).toHaveBeenCalled(), history)
    first.stop.abort()
    await first.done
    const sent = receiver.requests.length
    const second = start()
    await vi.waitFor(() => expect(second.onReady).toHaveBeenCalled(), history)
    expect(receiver.requests.length - sent).toBeLessThan(3)
  })

  it('begins again for another endpoint, which means another database', async () => {
    await writeTarget()
    await writeMarker(directory, { ...marker(), history: 'sent', endpointPath: '/api/webhooks/popp/former' })
    const demo = start()
    await vi.waitFor(() => expect(demo.onReady).toHaveBeenCalled(), history)
    expect(receiver.accepted.length).toBeGreaterThan(600)
  })

  it('repeats an interrupted history in the same bytes, so that nothing counts twice', async () => {
    receiver.delayMs = 10
    await writeTarget()
    const first = start()
    await vi.waitFor(() => expect(receiver.accepted.length).toBeGreaterThan(100), history)
    first.stop.abort()
    await first.done
    expect((await readMarkerFile()).history).toBe('sending')
    const before = new Set(receiver.accepted.map(({ body }) => body))
    receiver.accepted.length = 0
    const second = start()
    await vi.waitFor(() => expect(second.onReady).toHaveBeenCalled(), history)
    const after = new Set(receiver.accepted.map(({ body }) => body))
    for (const body of before) expect(after).toContain(body)
  })

  it('repeats nothing without an id once a repetition could be taken for a new event', async () => {
    await writeTarget()
    await writeMarker(directory, {
      ...marker(),
      history: 'sending',
      anchor: new Date(Date.now() - 11 * 60_000).toISOString(),
    })
    const demo = start()
    await vi.waitFor(() => expect(demo.onReady).toHaveBeenCalled(), history)
    expect(receiver.accepted.length).toBeGreaterThan(600)
    for (const { payload } of receiver.accepted) expect(payload.eventId).toBeDefined()
  })

  it('loses nothing of the history when the server is away at first', async () => {
    receiver.answer = (n) => (n < 40 ? { status: 503 } : undefined)
    await writeTarget()
    const demo = start()
    await vi.waitFor(() => expect(demo.onReady).toHaveBeenCalledOnce(), history)
    const conversations = new Set(receiver.accepted.map(({ payload }) => payload.data.recordId).filter(Boolean))
    expect(conversations.size).toBeGreaterThan(290)
  })

  it('is not ready and marks nothing as sent when its secret is wrong', async () => {
    receiver.answer = () => ({ status: 404 })
    await writeTarget(target('wrong'))
    const demo = start()
    await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThan(30), history)
    expect(demo.onReady).not.toHaveBeenCalled()
    expect((await readMarkerFile()).history).toBe('sending')
  })

  it('does not take half a demo.json for a whole one', async () => {
    await writeTarget({ endpointUrl: receiver.url })
    expect(await readTarget(directory)).toBeNull()
    await writeFile(path.join(directory, 'demo.json'), '{"endpointUrl": "http://')
    expect(await readTarget(directory)).toBeNull()
  })
})

/** What comes after the start may come in any order: a flag may follow the end. */
const rankOf = (event: string): number =>
  event === 'CONVERSATION_QUEUED' ? 0 : event.startsWith('START') || event.endsWith('STARTED') ? 1 : 2

const marker = (): Marker => ({
  organizationId: 'org_demo',
  endpointPath: new URL(receiver.url).pathname,
  seed: 5,
  anchor: new Date().toISOString(),
  history: 'sending',
  liveStories: 0,
})
