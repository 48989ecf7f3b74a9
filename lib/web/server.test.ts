import { type AddressInfo, connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import { createWebServer, type WebServerOptions } from './server'
import { drain, trackOpen } from './server-drain'

/** 15 s on a machine that does nothing else; without our limits minutes. */
const CUT_WITHIN_MS = 40_000

async function start(next: WebServerOptions['next'], trustProxy = false) {
  const server = createWebServer({ next, ingest: 'own', https: true, trustProxy })
  const open = trackOpen(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = (graceMs = 0) => drain(server, open, graceMs)
  return { port, url: `http://127.0.0.1:${port}`, stop }
}

/** How long the server keeps a connection on which somebody says `first` and then, every second, `drip`. */
function kept(port: number, first: string, drip: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const startedAt = performance.now()
    const dripping = setInterval(() => socket.write(drip), 1_000)
    if (first) socket.write(first)
    socket.resume()
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(dripping)
      resolve(performance.now() - startedAt)
    })
  })
}

test('late senders are cut: silent, half a head, a dripping head, a dripping body', async () => {
  const { port, stop } = await start(async (request, response) => {
    for await (const _ of request);
    response.end()
  })
  const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n'
  const times = await Promise.all([
    kept(port, '', ''),
    kept(port, head, ''),
    kept(port, head, 'X-Drip: 1\r\n'),
    kept(port, `${head}\r\n`, 'x'),
  ])
  for (const time of times) expect(time).toBeLessThan(CUT_WITHIN_MS)
  await stop()
}, 120_000)

/** All that the server says to this until it closes the connection. */
const heard = (port: number, text: string) =>
  new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
    socket.write(text)
  })

test('what is no request is answered as such: late 408, malformed 400, too long a head 431', async () => {
  const { port, stop } = await start(async (_request, response) => void response.end())
  const late = Array.from({ length: 120 }, () => heard(port, 'POST / HTTP/1.1\r\nHost'))
  expect(await heard(port, 'hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  expect(await heard(port, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
  for (const answer of await Promise.all(late)) expect(answer).toMatch(/^HTTP\/1\.1 408 .*connection: close/is)
  await stop()
}, 120_000)

test('every answer carries the headers that guard the browser', async () => {
  const { url, stop } = await start(async (_request, response) => void response.end())
  for (const path of ['/', '/api/anything', '/api/webhooks/popp/no-such']) {
    const { headers } = await fetch(url + path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('strict-transport-security')).toContain('max-age=')
  }
  expect((await fetch(`${url}/api/anything`)).headers.get('content-security-policy')).toContain("default-src 'none'")
  await stop()
})

test('an address with broken percent-encoding is a 404 with every header, and never reaches Next', async () => {
  const { url, stop } = await start(async () => {
    throw new Error('reached')
  })
  for (const path of ['/api/conversations/%', '/inbox/%', '/conversations/%E0%A4%A', '/%zz?a=%20']) {
    const answer = await fetch(url + path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.json()).toMatchObject({ type: '/problems/not-found', status: 404 })
  }
  await stop()
})

test('a broken percent sign in the query alone is no reason to refuse', async () => {
  const { url, stop } = await start(async (_request, response) => void response.end())
  expect((await fetch(`${url}/inbox?q=100%`)).status).toBe(200)
  await stop()
})

test('whom a request says it comes from is believed only behind a trusted proxy, and then the last hop', async () => {
  const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9', 'x-forwarded-host': 'evil.example' }
  for (const [trusted, expected] of [
    [false, '127.0.0.1 undefined'],
    [true, '203.0.113.9 evil.example'],
  ] as const) {
    const { url, stop } = await start(async (request, response) => {
      response.end(`${request.headers['x-forwarded-for']} ${request.headers['x-forwarded-host']}`)
    }, trusted)
    expect(await (await fetch(url, { headers })).text()).toBe(expected)
    await stop()
  }
})

test('an error of the handler is a 500 without details', async () => {
  const { url, stop } = await start(async () => {
    throw new Error('secret detail')
  })
  const answer = await fetch(url)
  expect([answer.status, (await answer.text()).includes('secret')]).toEqual([500, false])
  await stop()
})

test('draining ends event streams at once, finishes answers, ends idle connections and takes no new ones', async () => {
  let finish: (() => void) | undefined
  const { url, port, stop } = await start(async (request, response) => {
    if (request.url === '/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n')
      return
    }
    finish = () => response.end('finished')
  })
  const stream = await fetch(`${url}/stream`)
  const idle = connect(port, '127.0.0.1')
  const ended = new Promise((resolve) => idle.once('close', resolve))
  idle.on('error', () => {}).resume()
  const slow = fetch(`${url}/slow`).then((answer) => answer.text())
  await vi.waitFor(() => expect(finish).toBeDefined(), { timeout: 15_000 })
  const startedAt = performance.now()
  const stopped = stop(30_000)
  await stream.text().catch(() => 'cut')
  finish!()
  expect(await slow).toBe('finished')
  await ended
  await stopped
  expect(performance.now() - startedAt).toBeLessThan(20_000)
  await expect(fetch(url)).rejects.toThrow()
})

test('draining ends what does not finish when its grace is over', async () => {
  const { url, stop } = await start(async () => {})
  const hanging = fetch(url).catch(() => 'cut')
  await new Promise((resolve) => setTimeout(resolve, 50))
  await stop(200)
  expect(await hanging).toBe('cut')
})
