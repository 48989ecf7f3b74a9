import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { GET } from '@/app/api/conversations/[recordKey]/transcript/route'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { closePublisher } from '@/lib/platform/live'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk, type Desk } from '@/lib/platform/testing/desk'
import { type PoppPeer, startPoppPeer } from '@/lib/platform/testing/popp-peer'
import { ensureConnection } from '@/lib/popp-connection/connection-service'
import { getTranscript } from './service'

useTestDatabase()
afterAll(closePublisher)

let desk: Desk
let member: SignedInMember
let peer: PoppPeer
beforeEach(async () => {
  forgetPerProcess('popp-circuits')
  desk = await createDesk()
  member = await desk.member()
  await desk.conversation({ recordKey: 'conv_1' })
  peer = await startPoppPeer(({ path }) => ({ json: path.includes('nextToken') ? second : first }))
})
afterEach(() => peer.close())

const connect = () =>
  ensureConnection(desk.organizationId, db(), { baseUrl: peer.baseUrl, key: 'k', actsInPopp: false })

const first = {
  data: [
    { id: 'm1', role: 'ai', text: 'Do you have a forklift licence?', createdAt: '2026-01-05T09:00:00Z' },
    { id: 'm2', role: 'candidate', text: 'Yes <b>since</b> 2019', createdAt: '2026-01-05T09:01:00Z' },
    { nothing: 'to show' },
  ],
  nextToken: 'p2',
}
const second = {
  data: [
    { id: 'm3', role: 'Recruiter', message: 'Call you at five.' },
    { role: 'USER', text: 'Fine' },
  ],
}

test('messages come as Popp tells them, page after page; a role that could mean two is left as it is', async () => {
  await connect()
  expect(await getTranscript(member, 'conv_1')).toEqual({
    ...{ state: 'read', nextToken: 'p2', trouble: null, unusable: 1, readAt: expect.any(String) },
    messages: [
      { id: 'm1', role: 'ai', rawRole: 'ai', text: 'Do you have a forklift licence?', at: '2026-01-05T09:00:00.000Z' },
      {
        id: 'm2',
        role: 'candidate',
        rawRole: 'candidate',
        text: 'Yes <b>since</b> 2019',
        at: '2026-01-05T09:01:00.000Z',
      },
    ],
  })
  expect(await getTranscript(member, 'conv_1', 'p2')).toMatchObject({
    nextToken: null,
    messages: [
      { id: 'm3', role: 'recruiter', text: 'Call you at five.', at: null },
      { id: null, role: 'other', rawRole: 'USER', text: 'Fine' },
    ],
  })
  expect(peer.calls.map(({ path }) => path)).toEqual([
    ...['/v1/conversations/conv_1/messages', '/v1/conversations/conv_1/messages?nextToken=p2'],
  ])
})

test.each([
  [401, 'refused'],
  [404, 'unknown'],
  [503, 'away'],
  [429, 'away'],
  [400, 'unreadable'],
])(
  'when Popp answers %i, the newest beginning that was kept is shown with its age; without one, why not',
  async (status, trouble) => {
    await connect()
    peer.behave(() => ({ status }))
    expect(await getTranscript(member, 'conv_1')).toEqual({ state: 'failed', trouble })
    forgetPerProcess('popp-circuits')
    peer.behave(({ path }) => ({ json: path.includes('nextToken') ? second : first }))
    await getTranscript(member, 'conv_1')
    await getTranscript(member, 'conv_1', 'p2')
    await db().poppAnswer.updateMany({
      where: { organizationId: desk.organizationId },
      data: { at: new Date('2026-01-05T12:00Z') },
    })
    peer.behave(() => ({ status }))
    expect(await getTranscript(member, 'conv_1')).toMatchObject({
      ...{ state: 'read', trouble, readAt: '2026-01-05T12:00:00.000Z', nextToken: 'p2' },
      messages: [{ id: 'm1' }, { id: 'm2' }],
    })
    expect(await getTranscript(member, 'conv_1', 'p2')).toEqual({ state: 'failed', trouble })
  },
)

test('without a key it says that it is not set up, and whether the reader may do that', async () => {
  expect(await getTranscript(member, 'conv_1')).toEqual({ state: 'not-set-up', maySetUp: false })
  expect(await getTranscript(await desk.member('admin'), 'conv_1')).toEqual({ state: 'not-set-up', maySetUp: true })
})

test('a conversation that is unknown, or of another organization, is answered alike and asks Popp nothing', async () => {
  const other = await createDesk()
  await ensureConnection(other.organizationId, db(), { baseUrl: peer.baseUrl, key: 'k', actsInPopp: false })
  const stranger = await TestBrowser.of(await other.member('auditor'))
  const get = (recordKey: string) =>
    GET(stranger.request(`/api/conversations/${recordKey}/transcript`), { params: Promise.resolve({ recordKey }) })
  const [foreign, unknown] = [await get('conv_1'), await get('conv_2')]
  expect([foreign.status, unknown.status, await foreign.text()]).toEqual([404, 404, await unknown.text()])
  expect(peer.calls).toEqual([])
})
