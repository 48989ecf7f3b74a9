import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePublisher } from '@/lib/platform/live'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint, startIngestServer } from '@/lib/platform/testing/endpoint'
import { closeIngest, ingest } from '@/lib/webhooks/ingest'

useTestDatabase()

const TIMES = 20
const LARGE = Buffer.alloc(8 * 1024 * 1024, 'x')
const headers = { 'content-type': 'application/json' }
let server: Awaited<ReturnType<typeof startIngestServer>>
let url: string
let path: string
beforeAll(async () => {
  server = await startIngestServer()
  const { endpointId } = await makeEndpoint()
  path = `/api/webhooks/popp/${endpointId}`
  url = server.url + path
  // Known, it is judged at once, however busy the database is.
  while ((await ingest().endpoints.find(endpointId)) === 'unavailable');
})
afterAll(async () => {
  await server.stop()
  await closeIngest()
  await closePublisher()
})

/** By `node:http`. In chunks nothing says beforehand how much comes. */
const post = (chunked: boolean) =>
  new Promise<number | undefined>((resolve, reject) => {
    const sending = request(url, {
      method: 'POST',
      headers: chunked ? headers : { ...headers, 'content-length': LARGE.length },
    })
    sending.once('response', (answer) => answer.resume().once('end', () => resolve(answer.statusCode)))
    sending.once('error', reject)
    sending.end(LARGE)
  })

test.each([true, false])('each of 20 senders of 8 MiB sees the 413 (in chunks: %s)', async (chunked) => {
  for (let n = 0; n < TIMES; n++) expect(await post(chunked)).toBe(413)
})

test('so does fetch', async () => {
  for (let n = 0; n < TIMES; n++) {
    const answer = await fetch(url, { method: 'POST', headers, body: LARGE })
    expect([answer.status, await answer.json()]).toMatchObject([413, { cause: 'too-large' }])
  }
})

/** Like a simple sender: looks for an answer only after its last byte, and hears of a reset before that. */
const sendThenLook = () =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1')
    socket.pause()
    socket.on('error', reject)
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`)
    socket.write(`Content-Length: ${LARGE.length}\r\n\r\n`)
    socket.write(LARGE, (error) => {
      if (error) return
      socket.once('data', (data) => resolve(String(data).split('\r\n', 1)[0] ?? ''))
      socket.resume()
    })
  })

test('so does a sender that looks for its answer only when it has sent everything', async () => {
  for (let n = 0; n < TIMES; n++) expect(await sendThenLook()).toContain(' 413 ')
})

/** What the server says to a head that asks whether it may send its body. The body follows once it may. */
function ask(contentLength: number): Promise<string[]> {
  const lines = [`POST ${path} HTTP/1.1`, 'Host: x', 'Content-Type: application/json', 'Expect: 100-continue']
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1')
    let received = ''
    socket.on('error', reject)
    socket.on('data', (data) => {
      received += data
      const statuses = [...received.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status ?? '')
      if (statuses.at(-1) === '100') socket.write('x'.repeat(contentLength))
      else socket.destroy()
      if (socket.destroyed) resolve(statuses)
    })
    socket.write(`${[...lines, `Content-Length: ${contentLength}`].join('\r\n')}\r\n\r\n`)
  })
}

test('who asks before sending too much is refused at once; who asks before sending little is told to continue', async () => {
  expect(await ask(LARGE.length)).toEqual(['413'])
  await expect.poll(() => ask(10)).toEqual(['100', '401'])
})

test('who never ends is cut off soon after the answer', async () => {
  const startedAt = performance.now()
  const received = await hear(`Content-Length: ${LARGE.length}`, 'x')
  expect(received).toMatch(/^HTTP\/1\.1 413 .*connection: close/is)
  // After two seconds; without our limit after minutes.
  expect(performance.now() - startedAt).toBeLessThan(20_000)
})

/** Of what was heard last. */
let firstByteAt = 0

/** What a sender of this hears until the server has closed the connection. */
const hear = (head: string, body: string) =>
  new Promise<string>((resolve) => {
    const socket = connect(server.port, '127.0.0.1')
    let text = ''
    socket.on('error', () => {})
    socket.on('data', (data) => {
      if (text === '') firstByteAt = performance.now()
      text += data
    })
    socket.on('close', () => resolve(text))
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${head}\r\n\r\n`)
    socket.write(body)
  })

test('a body in crumbs is refused before it keeps the process busy, and no more of it is read', async () => {
  await expect.poll(() => post(false)).toBe(413)
  const received = await hear('Transfer-Encoding: chunked', '1\r\nx\r\n'.repeat(5_000))
  expect(received).toMatch(/^HTTP\/1\.1 400 .*connection: close/is)
  expect(received).toContain('crumbled')
  await hear('Transfer-Encoding: chunked', '1\r\nx\r\n'.repeat(500_000))
})

test('while large bodies have announced all there is to have, the next large one is told to come later, a small one is read', async () => {
  const MEBIBYTE = 1024 * 1024
  const lines = [`POST ${path} HTTP/1.1`, 'Host: x', 'Content-Type: application/json', 'Expect: 100-continue']
  const begin = (socket: Socket) =>
    new Promise<string>((resolve) => {
      socket.once('data', (data) => resolve(String(data)))
      socket.write(`${[...lines, `Content-Length: ${MEBIBYTE}`].join('\r\n')}\r\n\r\n`)
    })
  /** Null = it took longer than such a body may take before it gives way: what was heard so late says nothing. */
  const whileHeld = async () => {
    const begunAt = performance.now()
    const held = Array.from({ length: 64 }, () => connect(server.port, '127.0.0.1'))
    for (const answer of await Promise.all(held.map(begin))) expect(answer).toContain(' 100 ')
    const asked = await ask(MEBIBYTE)
    const [heard, { status }] = await Promise.all([
      hear(`Content-Length: ${MEBIBYTE}`, 'x'),
      fetch(url, { method: 'POST', headers, body: '{}' }),
    ])
    const isInTime = firstByteAt - begunAt < 1_900
    for (const socket of held) socket.destroy()
    await expect.poll(() => ask(MEBIBYTE)).toEqual(['100', '401'])
    return isInTime ? [asked, heard, status] : null
  }
  let told: Awaited<ReturnType<typeof whileHeld>> = null
  for (let tries = 0; !told && tries < 8; tries++) told = await whileHeld()
  expect(told, 'null: never in time').toEqual([['503'], expect.stringMatching(/^HTTP\/1\.1 503 .*retry-after/is), 401])
})
