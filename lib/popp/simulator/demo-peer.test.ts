import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { firstFreePort } from '@/scripts/steps/ports.mjs'
import { runDemo } from './demo'
import { type Receiver, startReceiver } from './testing/receiver'

let receiver: Receiver
let directory: string
let baseUrl: string
let running: { stop: AbortController; done: Promise<void> }[] = []
const key = 'popp_key_of_the_test'
const long = { timeout: 30_000, interval: 20 }
const TIMEOUT_MS = 60_000
vi.setConfig({ testTimeout: TIMEOUT_MS, hookTimeout: TIMEOUT_MS })

/** One demo for all tests: each start sends the whole history. It begins while its port is taken by another. */
beforeAll(async () => {
  receiver = await startReceiver()
  directory = await mkdtemp(path.join(tmpdir(), 'simulator-'))
  const port = await firstFreePort(26_000 + (process.pid % 5000))
  baseUrl = `http://127.0.0.1:${port}/v1`
  const target = { endpointUrl: receiver.url, signingSecret: receiver.secret, organizationId: 'org_demo' }
  await writeFile(path.join(directory, 'demo.json'), JSON.stringify({ ...target, poppApi: { baseUrl, key } }))
  const squatter = createServer().listen(port, '127.0.0.1')
  await start()
  await new Promise((closed) => squatter.close(closed))
})
afterAll(async () => {
  await stopAll()
  await receiver.close()
  await rm(directory, { recursive: true })
})

async function stopAll() {
  for (const { stop } of running) stop.abort()
  await Promise.all(running.map(({ done }) => done))
  running = []
}

async function start() {
  const stop = new AbortController()
  const onReady = vi.fn()
  const onNote = vi.fn()
  const pace = { meanGapMs: 5, tryAgainMs: 50 }
  running.push({ stop, done: runDemo({ directory, pace, signal: stop.signal, onReady, onNote }) })
  await vi.waitFor(() => expect(onReady).toHaveBeenCalled(), long)
}

const headers = { 'x-api-key': key, 'x-organization-id': 'org_demo' }
const get = async (path: string) => (await fetch(`${baseUrl}${path}`, { headers })).json()
const post = (path: string, body: object = {}) =>
  fetch(`${baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
const control = (body: object) =>
  fetch(new URL('/control', baseUrl), { method: 'POST', headers, body: JSON.stringify(body) })

async function listAll(): Promise<Map<string, { id: string; conversationStatus: string; isHumanTakeover: boolean }>> {
  const all = new Map()
  for (let token = ''; ; ) {
    const { data, nextToken } = await get(`/conversations?limit=100&nextToken=${token}`)
    for (const each of data) all.set(each.id, each)
    if (!nextToken) return all
    token = nextToken
  }
}

const toldRecords = () =>
  new Set(
    receiver.accepted
      .filter(({ payload }) => payload.event.includes('CONVERSATION'))
      .map(({ payload }) => payload.data.recordId as string),
  )

it('serves its API once its port is free: webhooks did not wait for it', async () => {
  expect(receiver.accepted.length).toBeGreaterThan(600)
  await vi.waitFor(async () => expect((await fetch(`${baseUrl}/conversations`, { headers })).status).toBe(200), long)
})

it('misbehaves on command while it runs, and goes on when it is healed', async () => {
  const dropped = async () => (await (await control({})).json()).dropped
  expect((await control({ webhooks: { silent: true } })).status).toBe(200)
  await vi.waitFor(async () => expect(await dropped()).toBeGreaterThan(5), long)
  const sent = receiver.accepted.length
  const before = await dropped()
  await vi.waitFor(async () => expect(await dropped()).toBeGreaterThan(before + 40), long)
  expect(receiver.accepted.length).toBeLessThan(sent + 16)
  await control({ heal: true, sendDropped: true })
  await vi.waitFor(() => expect(receiver.accepted.length).toBeGreaterThan(sent + 15), long)
})

it('knows what npm run simulate sends, from the moment at which it happens', async () => {
  const before = (await listAll()).size
  await control({ know: { seed: 5, count: 40, rate: 1000, startedAt: Date.now() } })
  await vi.waitFor(async () => expect((await listAll()).size).toBeGreaterThan(before + 10), long)
  await control({ know: { seed: 6, count: 40, rate: 1000, startedAt: Date.now() + 3_600_000 } })
  const { data } = await get('/conversations?limit=100')
  for (const { createdAt } of data) expect(Date.parse(createdAt)).toBeLessThanOrEqual(Date.now())
})

it('knows each conversation of its webhooks, and after a restart still does, with what was written to it', async () => {
  const first = toldRecords()
  const listed = await listAll()
  for (const recordId of first) expect([...listed.keys()]).toContain(recordId)
  let takenOver: string | undefined
  for (const { id, conversationStatus, isHumanTakeover } of listed.values()) {
    if (takenOver || conversationStatus !== 'ONGOING' || isHumanTakeover) continue
    // The demo goes on: it may have ended since.
    if ((await post(`/conversations/${id}/take-over`)).status === 200) takenOver = id
  }
  await stopAll()
  const told = toldRecords()
  await start()
  await vi.waitFor(async () => expect((await fetch(`${baseUrl}/conversations`, { headers })).status).toBe(200), long)
  const known = await listAll()
  for (const recordId of told) expect([...known.keys()]).toContain(recordId)
  expect(known.get(takenOver!)).toMatchObject({ isHumanTakeover: true })
})
