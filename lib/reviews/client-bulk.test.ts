import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { BULK_PART_MAX, type BulkRequest, bulkRequest } from './bulk-schema'
import { type BulkRun, fetchSelection, newBatchId, runBulk, startedRun } from './client-bulk'
import { startedUndo, undoBulk, undoneCount } from './client-bulk-undo'
import { RETRY_AFTER_MS } from './client-resend'

afterEach(() => vi.unstubAllGlobals())

const command = { kind: 'resolve', outcome: 'no-action-needed', reason: '' } as const
const idOf = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`
const items = (count: number) => Array.from({ length: count }, (_, n) => ({ id: idOf(n), version: n }))
const noWait = () => Promise.resolve()

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const problem = (status: number, type = 'unavailable') =>
  json({ type: `/problems/${type}`, title: type, status }, status)
const lost = (): never => {
  throw new TypeError('Failed to fetch')
}

/**
 * A server that remembers what each batch changed, as ours does: `answer` may lose or replace what it says about the
 * n-th request. Ids in `busy` are skipped.
 */
function fakeServer({ busy = [] as string[], answer = (_n: number, said: Response): Response => said } = {}) {
  const requests: BulkRequest[] = []
  const changed = new Map<string, string>()
  const times = new Map<string, number>()
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    expect([path, init.method]).toEqual(['/api/review-items/bulk', 'POST'])
    const request = bulkRequest.parse(JSON.parse(String(init.body)))
    requests.push(request)
    const done: string[] = []
    const skipped: { id: string; candidateName: string; reason: string }[] = []
    for (const { id } of request.items) {
      if (busy.includes(id)) skipped.push({ id, candidateName: 'Bo Lee', reason: 'held-by-other' })
      else done.push(id)
      if (busy.includes(id) || changed.get(id) === request.batchId) continue
      changed.set(id, request.batchId)
      times.set(id, (times.get(id) ?? 0) + 1)
    }
    return answer(requests.length, json({ done, skipped }))
  })
  return { requests, times }
}

const start = (count: number) => startedRun(newBatchId(), command, items(count))

test('a selection goes out in parts of one batch, and every item is accounted for once', async () => {
  const { requests } = fakeServer({ busy: [idOf(3), idOf(150)] })
  const seen: number[] = []
  const run = await runBulk(start(250), { onProgress: ({ done, skipped }) => seen.push(done.length + skipped.length) })
  expect(run).toMatchObject({ end: 'finished', total: 250, left: [], unsure: 0, problem: null })
  expect(run.skipped.map(({ id }) => id)).toEqual([idOf(3), idOf(150)])
  expect([...run.done, ...run.skipped.map(({ id }) => id)].sort()).toEqual(items(250).map(({ id }) => id))
  expect(requests.map((request) => request.items.length)).toEqual([BULK_PART_MAX, BULK_PART_MAX, 50])
  expect(new Set(requests.map(({ batchId }) => batchId)).size).toBe(1)
  expect(requests[1]!.items[0]).toEqual({ id: idOf(100), version: 100 })
  expect(seen).toEqual([100, 200, 250])
})

test('a part whose answer is lost is sent again under the same batch and is done once', async () => {
  const { requests, times } = fakeServer({ answer: (n, said) => (n === 2 || n === 3 ? lost() : said) })
  const run = await runBulk(start(250), { wait: noWait })
  expect(run).toMatchObject({ end: 'finished', unsure: 0 })
  expect(run.done).toHaveLength(250)
  expect(requests).toHaveLength(5)
  expect(requests[2]).toEqual(requests[1])
  expect(new Set(times.values())).toEqual(new Set([1]))
})

test('without any answer the run ends after its tries, says which part is unsure, and can be taken up again', async () => {
  const waits: number[] = []
  let away = true
  const { times } = fakeServer({ answer: (n, said) => (away && n > 1 ? lost() : said) })
  const wait = async (ms: number) => waits.push(ms)
  const broken = await runBulk(start(250), { wait })
  expect(broken).toMatchObject({ end: 'failed', unsure: 100, problem: { type: '/problems/unreachable' } })
  expect([broken.done.length, broken.left.length]).toEqual([100, 150])
  expect(waits).toEqual([...RETRY_AFTER_MS])
  away = false
  const run = await runBulk(broken, { wait })
  expect(run).toMatchObject({ end: 'finished', unsure: 0, problem: null, total: 250 })
  expect(run.done).toHaveLength(250)
  expect(new Set(times.values())).toEqual(new Set([1]))
})

test('a busy server is asked again, a refusal is not', async () => {
  const busy = fakeServer({ answer: (n, said) => (n === 1 ? problem(503) : n === 2 ? problem(429) : said) })
  expect(await runBulk(start(1), { wait: noWait })).toMatchObject({ end: 'finished' })
  expect(busy.requests).toHaveLength(3)
  const refusing = fakeServer({ answer: (n, said) => (n === 2 ? problem(403, 'forbidden') : said) })
  const run = await runBulk(start(150), { wait: noWait })
  expect(run).toMatchObject({ end: 'failed', unsure: 0, problem: { type: '/problems/forbidden' } })
  expect([run.done.length, run.left.length]).toEqual([100, 50])
  expect(refusing.requests).toHaveLength(2)
})

test('stopping finishes the part under way and leaves the rest untouched', async () => {
  const stop = new AbortController()
  const { requests, times } = fakeServer({
    answer: (n, said) => {
      if (n === 2) stop.abort()
      return said
    },
  })
  const run = await runBulk(start(500), { signal: stop.signal })
  expect(run).toMatchObject({ end: 'stopped', unsure: 0, problem: null })
  expect([run.done.length, run.left.length, requests.length, times.size]).toEqual([200, 300, 2, 200])
})

test('who stops while the server is away waits no longer, and is told that the part is unsure', async () => {
  const stop = new AbortController()
  const { requests } = fakeServer({ answer: lost })
  const wait = async () => stop.abort()
  const run = await runBulk(start(120), { signal: stop.signal, wait })
  expect(run).toMatchObject({ end: 'stopped', unsure: 100 })
  expect([run.left.length, requests.length]).toEqual([120, 2])
})

/** Undoes by parts of two, in order; what is `kept` is told in every answer that reaches it. */
function fakeUndo(done: string[], { kept = [] as string[], answer = (_n: number, said: Response): Response => said }) {
  const left = new Map(done.map((id, n) => [id, idOf(900 + n)]))
  let requests = 0
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    expect(path).toBe('/api/review-items/bulk/undo')
    requests += 1
    const { after } = JSON.parse(String(init.body)) as { after: string | null }
    const part = [...left].filter(([, action]) => after === null || action > after).slice(0, 2)
    const isKept = ([id]: [string, string]) => kept.includes(id)
    for (const one of part) if (!isKept(one)) left.delete(one[0])
    const said = {
      done: part.filter((one) => !isKept(one)).map(([id]) => id),
      skipped: part.filter(isKept).map(([id]) => ({ id, candidateName: null, reason: 'changed-since' })),
      next: part.length < 2 ? null : part.at(-1)![1],
    }
    return answer(requests, json(said))
  })
  return left
}

const finished = (count: number): BulkRun => ({
  ...start(count),
  done: items(count).map(({ id }) => id),
  left: [],
  end: 'finished',
})

test('undo goes on until nothing is next, and names what it could not put back', async () => {
  const run = finished(5)
  const left = fakeUndo([...run.done], { kept: [idOf(1)] })
  const steps: number[] = []
  const undo = await undoBulk(startedUndo(run), {
    onProgress: ({ undone, kept }) => steps.push(undone.length + kept.length),
  })
  expect(undo).toMatchObject({ end: 'finished', total: 5, kept: [{ id: idOf(1), reason: 'changed-since' }] })
  expect(undoneCount(undo)).toBe(4)
  expect([...left.keys()]).toEqual([idOf(1)])
  expect(steps).toEqual([2, 4])
})

test('an undo whose answer is lost is asked again, and its count is still true', async () => {
  const run = finished(5)
  const left = fakeUndo([...run.done], { kept: [idOf(1)], answer: (n, said) => (n === 1 ? lost() : said) })
  const undo = await undoBulk(startedUndo(run), { wait: noWait })
  expect(undo).toMatchObject({ end: 'finished' })
  expect(undo.undone).toHaveLength(3)
  expect(undoneCount(undo)).toBe(4)
  expect(left.size).toBe(1)
})

test('an undo that is refused says what it has undone so far, and goes on from there', async () => {
  const run = finished(6)
  let ended = true
  fakeUndo([...run.done], { answer: (n, said) => (ended && n > 1 ? problem(401, 'no-session') : said) })
  const broken = await undoBulk(startedUndo(run), { wait: noWait })
  expect(broken).toMatchObject({ end: 'failed', problem: { type: '/problems/no-session' } })
  expect(undoneCount(broken)).toBe(2)
  ended = false
  const undo = await undoBulk(broken)
  expect([undo.end, undoneCount(undo)]).toEqual(['finished', 6])
})

test('a selection asks for the view that is on screen', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    return json({ items: items(2), more: false })
  })
  expect(await fetchSelection({ tab: 'snoozed', filter: { due: 'overdue' } })).toEqual({ items: items(2), more: false })
  expect(asked).toEqual(['/api/review-items/selection?tab=snoozed&due=overdue'])
})

test('a batch id is a UUID, and each is another', () => {
  const ids = Array.from({ length: 100 }, newBatchId)
  for (const id of ids) expect(z.uuid().safeParse(id).success).toBe(true)
  expect(new Set(ids).size).toBe(100)
})
