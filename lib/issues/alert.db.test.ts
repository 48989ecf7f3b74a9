import { createServer } from 'node:http'
import { type AddressInfo, createServer as createNetServer, type Socket } from 'node:net'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { db, transaction } from '@/lib/platform/db'
import { closePublisher } from '@/lib/platform/live'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { startMailServer } from '@/lib/platform/testing/mail-server'
import { handlers } from '@/lib/worker/outward'
import { runOutward } from '@/lib/worker/outward-loop'
import { sendTestAlert } from './alert-service'
import { postToChat } from './chat'
import { endIssue, type Failure, raiseIssue } from './raise-store'
import { defaultLimits } from './schema-settings'
import { saveAlertSettings } from './settings-service'

useTestDatabase()
afterAll(closePublisher)

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  mailThrough(undefined)
})

function mailThrough(url: string | undefined) {
  process.env.SMTP_URL = url ?? ''
  process.env.SMTP_FROM = url ? 'Review Desk <desk@example.test>' : ''
  forgetPerProcess('env')
}

async function mailServer(refuse?: Parameters<typeof startMailServer>[0]) {
  const server = await startMailServer(refuse)
  ends.push(server.stop)
  mailThrough(server.url)
  return server
}

/** A chat's incoming webhook that answers with this status. */
async function chatServer(status = 200, headers: Record<string, string> = {}) {
  const received: unknown[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    received.push(JSON.parse(Buffer.concat(chunks).toString()))
    response.writeHead(status, headers).end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=secret`, received }
}

async function deskWith(settings: { mailTo?: string[]; chatWebhook?: string }) {
  const desk = await createDesk('Northwind Staffing')
  const admin = await desk.member('admin')
  await saveAlertSettings(admin, { version: 0, mailTo: [], ...defaultLimits, ...settings })
  return { desk, admin }
}

const failure: Failure = { kind: 'popp-api', cause: 'get-conversation' }
const raise = ({ organizationId }: Desk, more: Partial<Failure> = {}) =>
  transaction((tx) => raiseIssue(organizationId, tx, { ...failure, ...more }))
const end = ({ organizationId }: Desk) => transaction((tx) => endIssue(organizationId, tx, failure))
const callsOf = ({ organizationId }: Desk) =>
  db().outwardCall.findMany({ where: { organizationId }, orderBy: { createdAt: 'asc' } })

/** The worker's loop until everything of the desk has been tried. */
async function sendAll(desk: Desk) {
  const stop = new AbortController()
  const running = runOutward(handlers, stop.signal, { everyMs: 10 })
  const isOver = async () => (await callsOf(desk)).every(({ state, attempts }) => state !== 'sending' && attempts > 0)
  try {
    await vi.waitFor(async () => expect(await isOver()).toBe(true), { timeout: 40_000, interval: 20 })
  } finally {
    // Left running, it would disturb the next test.
    stop.abort()
    await running
  }
}

test('an issue is mailed once to those who are named, with a link and a next step, and again when it comes back', async () => {
  const mails = await mailServer()
  const { desk } = await deskWith({ mailTo: ['Ops@example.test', 'it@example.test', 'ops@example.test'] })
  for (let n = 0; n < 5; n++) await raise(desk)
  await sendAll(desk)
  await end(desk)
  for (let n = 0; n < 5; n++) await raise(desk)
  await sendAll(desk)
  expect(mails.received.map(({ to }) => to)).toEqual([
    ['it@example.test', 'ops@example.test'],
    ['it@example.test', 'ops@example.test'],
  ])
  const { id } = await db().issue.findFirstOrThrow({ where: { organizationId: desk.organizationId } })
  const [first, second] = mails.received.map(({ raw }) => raw.replaceAll('=\r\n', ''))
  expect(first).toContain(`/issues/${id}`)
  expect(first).toContain('From: Review Desk <desk@example.test>')
  expect(first).toContain('What to do: Check the key')
  expect(first).not.toContain('Came back')
  expect(second).toContain('\r\n\r\nCame back: Popp')
  expect((await callsOf(desk)).map(({ state }) => state)).toEqual(['done', 'done'])
}, 60_000)

test('a chat is posted one text with a link; its address is encrypted at rest', async () => {
  const chat = await chatServer()
  const { desk } = await deskWith({ chatWebhook: chat.url })
  const row = await db().alertSettings.findFirstOrThrow({ where: { organizationId: desk.organizationId } })
  expect(Buffer.from(row.chatCiphertext!).toString('latin1')).not.toContain('secret')
  await raise(desk)
  await sendAll(desk)
  expect(chat.received).toEqual([
    { text: expect.stringMatching(/^\*Popp.*Northwind Staffing\n.*\n.*\/issues\/[\w-]+$/s) },
  ])
})

test('nobody is called who did not ask: no recipients, no chat, no mail server', async () => {
  const { desk } = await deskWith({ mailTo: ['ops@example.test'] })
  await raise(desk)
  await mailServer()
  const { desk: other } = await deskWith({})
  await raise(other)
  expect([...(await callsOf(desk)), ...(await callsOf(other))]).toEqual([])
})

test('that mails fail is told in the chat and not by mail, and the other way round', async () => {
  await mailServer()
  const { desk } = await deskWith({ mailTo: ['ops@example.test'], chatWebhook: 'https://chat.example.test/hook' })
  await raise(desk, { kind: 'outgoing', cause: 'alert-mail:eauth' })
  await raise(desk, { kind: 'outgoing', cause: 'alert-chat:http-404' })
  expect((await callsOf(desk)).map(({ kind }) => kind)).toEqual(['alert-chat', 'alert-mail'])
})

test.each([
  [{ recipient: 'ops@example.test' }, ['failed', 'recipient-refused']],
  [{ recipient: 'ops@example.test', code: 451 }, ['failed', 'recipient-refused']],
])('a server that refuses one recipient, %j', async (refuse, expected) => {
  await mailServer(refuse)
  const { desk } = await deskWith({ mailTo: ['it@example.test', 'ops@example.test'] })
  await raise(desk)
  await sendAll(desk)
  expect((await callsOf(desk)).map(({ state, error }) => [state, error])).toEqual([expected])
})

test('a mail server that is away is tried again, one that says no for good is believed', async () => {
  mailThrough('smtp://127.0.0.1:1')
  const { desk } = await deskWith({ mailTo: ['ops@example.test'] })
  await raise(desk)
  await sendAll(desk)
  expect(await callsOf(desk)).toMatchObject([{ state: 'waiting' }])
  await mailServer({ recipient: 'ops@example.test' })
  await db().outwardCall.updateMany({ where: { organizationId: desk.organizationId }, data: { dueAt: new Date(0) } })
  await vi.waitFor(
    async () => {
      await sendAll(desk)
      expect(await callsOf(desk)).toMatchObject([{ state: 'failed', error: 'smtp-550' }])
    },
    { timeout: 90_000 },
  )
}, 180_000)

test.each([
  [404, {}, 'failed', 'http-404'],
  [302, { location: 'http://127.0.0.1:1/' }, 'failed', 'http-302'],
  [503, {}, 'waiting', 'http-503'],
  [429, { 'retry-after': '600' }, 'waiting', 'http-429'],
])('a chat that answers %i %j leaves the call %s', async (status, headers, state, error) => {
  const chat = await chatServer(status, headers)
  const { desk } = await deskWith({ chatWebhook: chat.url })
  await raise(desk)
  await sendAll(desk)
  const [call] = await callsOf(desk)
  expect([call!.state, call!.error]).toEqual([state, error])
  if ('retry-after' in headers) expect(call!.dueAt.getTime() - Date.now()).toBeGreaterThan(500_000)
})

/** Takes connections and says nothing. */
async function silentServer() {
  const sockets: Socket[] = []
  const server = createNetServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {}).resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, sockets }
}

test.each([
  ['mail', 'is sent again', ['waiting', 'not-sent-in-time']],
  ['chat', 'may have arrived', ['unclear', 'no-answer']],
])('a worker that is told to stop cuts a %s that hangs, which then %s', async (channel, _, expected) => {
  const { host, sockets } = await silentServer()
  if (channel === 'mail') mailThrough(`smtp://${host}`)
  const { desk } = await deskWith(
    channel === 'mail' ? { mailTo: ['ops@example.test'] } : { chatWebhook: `http://${host}/hook` },
  )
  await raise(desk)
  const stop = new AbortController()
  const running = runOutward(handlers, stop.signal, { everyMs: 10, drainMs: 50 })
  await vi.waitFor(() => expect(sockets).toHaveLength(1), { timeout: 30_000, interval: 20 })
  stop.abort()
  await running
  expect((await callsOf(desk)).map(({ state, error }) => [state, error])).toEqual([expected])
  // It was cut, and not left behind by a loop that has lost its patience.
  await vi.waitFor(() => expect(sockets[0]!.destroyed).toBe(true), { timeout: 30_000, interval: 20 })
})

test('a worker that is about to end posts nothing more to a chat', async () => {
  const chat = await chatServer()
  expect(await postToChat(chat.url, 'late', AbortSignal.abort())).toEqual({
    state: 'again',
    reason: 'not-sent-in-time',
  })
  expect(chat.received).toEqual([])
})

test('a test says at once whether it was sent, and why not', async () => {
  const chat = await chatServer()
  const { admin } = await deskWith({ chatWebhook: chat.url })
  expect(await sendTestAlert(admin, 'chat')).toEqual({ reason: null })
  expect(chat.received).toHaveLength(1)
  expect(await sendTestAlert(admin, 'mail')).toEqual({ reason: 'mail-not-configured' })
  await mailServer()
  expect(await sendTestAlert(admin, 'mail')).toEqual({ reason: 'no-recipients' })
})
