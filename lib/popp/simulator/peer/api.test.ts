import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedPopp, startSimulatedPopp } from '../start'
import { storiesFrom } from '../stories'

const ORGANIZATION = 'org_test'
const NOW = new Date('2026-03-11T15:20:00Z')

let popp: SimulatedPopp
beforeEach(async () => {
  popp = await startSimulatedPopp({ organizationId: ORGANIZATION })
})
afterEach(() => popp.stop())

type Conversation = ReturnType<SimulatedPopp['model']['conversation']>
interface Answer<T = unknown> {
  status: number
  headers: Headers
  body: T
}
interface List<T = Conversation> {
  data: T[]
  nextToken: string | null
}
type Messages = List<{ id: string; role: string; text: string; createdAt: string }>

async function ask<T>(path: string, init: RequestInit & { as?: string; key?: string } = {}): Promise<Answer<T>> {
  const { as = ORGANIZATION, key = popp.key, ...rest } = init
  const headers = { 'x-api-key': key, 'x-organization-id': as, 'content-type': 'application/json' }
  const response = await fetch(`${popp.baseUrl}${path}`, { headers, ...rest })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) : text }
}
const post = (path: string, body: unknown = {}) => ask(path, { method: 'POST', body: JSON.stringify(body) })
const control = (body: unknown, key = popp.key) =>
  fetch(`${popp.url}/control`, { method: 'POST', headers: { 'x-api-key': key }, body: JSON.stringify(body) })

async function tellStories(count: number) {
  for (const story of storiesFrom(7, count, NOW, { organizationId: ORGANIZATION }))
    for (const event of story.events) if (event.at <= NOW.getTime()) await popp.happen(story, event)
}

describe('who may ask', () => {
  it('is refused without the key, and with the key of somebody else’s organization', async () => {
    await popp.tell('conv_1', ['started'])
    expect(await ask('/conversations', { key: 'wrong' })).toMatchObject({ status: 401, body: { error: {} } })
    expect(await ask('/conversations', { key: '' })).toMatchObject({ status: 401 })
    expect(await ask('/conversations', { as: 'org_other' })).toMatchObject({ status: 403 })
    expect(await ask('/conversations')).toMatchObject({ status: 200 })
  })

  it('finds no conversation of another organization, in no list and by no id', async () => {
    const [story] = storiesFrom(1, 1, NOW, { organizationId: 'org_other' })
    await popp.happen(story!, story!.events[0]!)
    expect(await ask(`/conversations/${story!.recordId}`)).toMatchObject({ status: 404 })
    expect(await post(`/conversations/${story!.recordId}/take-over`)).toMatchObject({ status: 404 })
    expect((await ask('/conversations')).body).toEqual({ data: [], nextToken: null })
  })

  it.each(['/conversations/a/b/c', '/campaigns', '/conversations/%E0%A4%A', '/conversations/a/elsewhere'])(
    'knows no path %s',
    async (path) => expect(await ask(path)).toMatchObject({ status: 404 }),
  )
})

describe('the list', () => {
  it('comes page by page, each conversation once, though others begin meanwhile', async () => {
    await tellStories(60)
    const told = popp.model.list(ORGANIZATION).map(({ story }) => story.recordId)
    const seen: string[] = []
    let token: string | null = null
    do {
      const { body }: Answer<List> = await ask<List>(`/conversations?limit=7${token ? `&nextToken=${token}` : ''}`)
      expect(body.data.length).toBeLessThanOrEqual(7)
      seen.push(...body.data.map(({ id }) => id))
      token = body.nextToken
      await popp.tell(`conv_new_${seen.length}`, ['started'])
    } while (token)
    expect(seen).toEqual(told)
  })

  it('narrows to a campaign and to a phone number', async () => {
    await tellStories(40)
    const { body } = await ask<List>('/conversations?limit=100')
    const one = body.data[0]!
    const sameCampaign = await ask<List>(`/conversations?limit=100&campaignId=${one.campaignId}`)
    expect(new Set(sameCampaign.body.data.map(({ campaignId }) => campaignId))).toEqual(new Set([one.campaignId]))
    const samePhone = await ask<List>(`/conversations?phoneNumber=${encodeURIComponent(one.participantPhoneNumber)}`)
    expect(samePhone.body.data.map(({ id }) => id)).toContain(one.id)
    expect((await ask<List>('/conversations?campaignId=none')).body.data).toEqual([])
  })

  it.each(['limit=0', 'limit=x', 'limit=1.5', 'nextToken=x'])('refuses %s with a JSON body', async (query) => {
    expect(await ask(`/conversations?${query}`)).toMatchObject({
      status: 400,
      body: { error: { code: 'BAD_REQUEST' } },
    })
  })
})

describe('a conversation', () => {
  it('has 25 fields that agree with what the webhooks told', async () => {
    await popp.tell('conv_1', ['queued', 'started', 'completed'], { subject: { firstName: 'Amara' } })
    const { body } = await ask<Conversation>('/conversations/conv_1')
    expect(Object.keys(body)).toHaveLength(25)
    expect(body).toMatchObject({
      id: 'conv_1',
      organizationId: ORGANIZATION,
      conversationStatus: 'COMPLETED_SCREENING_PASSED',
      participantFirstName: 'Amara',
      needsReview: false,
      isHumanTakeover: false,
    })
    const { result } = popp.model.find(ORGANIZATION, 'conv_1')!.events.at(-1)!
    expect(body.screeningQuestionsOutcome).toEqual(result!.outcomes)
    expect(body.scorecardTotalValue).toEqual(result!.score)
    expect(body.campaignConversationUrl).toContain(`/${body.campaignId}?conversationId=conv_1`)
  })

  it('needs review from the flag to the hand-back; taking over shows, and the state decides what is a conflict', async () => {
    await popp.tell('conv_1', ['started'])
    const standing = async () => {
      const { conversationStatus, needsReview, isHumanTakeover } = (await ask<Conversation>('/conversations/conv_1'))
        .body
      return { conversationStatus, needsReview, isHumanTakeover }
    }
    expect(await post('/conversations/conv_1/hand-back')).toMatchObject({ status: 409 })
    await popp.tell('conv_1', ['needs-review'])
    expect(await standing()).toEqual({ conversationStatus: 'ONGOING', needsReview: true, isHumanTakeover: false })
    expect(await post('/conversations/conv_1/take-over')).toMatchObject({ status: 200 })
    expect(await post('/conversations/conv_1/take-over')).toMatchObject({ status: 409 })
    expect(await standing()).toMatchObject({ needsReview: true, isHumanTakeover: true })
    expect(await post('/conversations/conv_1/messages', { message: 'Hello, Judith here.' })).toMatchObject({
      status: 201,
      body: { role: 'recruiter', text: 'Hello, Judith here.' },
    })
    expect(await post('/conversations/conv_1/hand-back')).toMatchObject({ status: 200 })
    expect(await standing()).toMatchObject({ needsReview: false, isHumanTakeover: false })
    expect(popp.writes.map(({ call, status, accepted }) => [call, status, accepted])).toEqual([
      ['hand-back', 409, false],
      ['take-over', 200, true],
      ['take-over', 409, false],
      ['send-message', 201, true],
      ['hand-back', 200, true],
    ])
  })

  it('takes no message without words, and none for a candidate who opted out', async () => {
    await popp.tell('conv_1', ['started', 'opted-out'])
    expect(await post('/conversations/conv_1/messages', { message: ' ' })).toMatchObject({ status: 400 })
    expect(await post('/conversations/conv_1/messages', { text: 'Hi' })).toMatchObject({ status: 400 })
    expect(await post('/conversations/conv_1/messages', { message: 'Hi' })).toMatchObject({ status: 409 })
    expect(await post('/conversations/conv_1/take-over')).toMatchObject({ status: 409 })
  })
})

describe('the messages', () => {
  it('tell the story in the order of time: greeting, questions, answers, the flag, the recruiter', async () => {
    await popp.tell('conv_1', ['started', 'needs-review'], { at: Date.now() - 60_000 })
    await post('/conversations/conv_1/messages', { message: 'A person here.' })
    const { data } = (await ask<Messages>('/conversations/conv_1/messages')).body
    expect(data[0]).toMatchObject({ role: 'ai' })
    expect(data.at(-1)).toMatchObject({ role: 'recruiter', text: 'A person here.' })
    expect(data.map(({ role }) => role)).toContain('candidate')
    const times = data.map(({ createdAt }) => createdAt)
    expect(times).toEqual(times.toSorted())
    expect(new Set(data.map(({ id }) => id)).size).toBe(data.length)
  })

  it('keep their ids while the story goes on, and lie in no future', async () => {
    await tellStories(80)
    const known = popp.model.list(ORGANIZATION)
    const read = async (recordId: string) => (await ask<Messages>(`/conversations/${recordId}/messages`)).body.data
    expect(known.length).toBeGreaterThan(70)
    for (const { story, events } of known) {
      const messages = await read(story.recordId)
      const began = events.some(({ type }) => type === 'CONVERSATION_STARTED')
      expect(messages.length > 1).toBe(began)
      for (const event of story.events) popp.model.happen(story, event)
      const later = await read(story.recordId)
      expect(later.slice(0, messages.length).map(({ id }) => id)).toEqual(messages.map(({ id }) => id))
    }
  })
})

describe('on command the API', () => {
  it('answers 429 with Retry-After so many times, for the calls named', async () => {
    await popp.tell('conv_1', ['started'])
    await popp.control({ api: { on: ['get'], status: 429, retryAfter: 7, times: 2 } })
    expect((await ask('/conversations')).status).toBe(200)
    for (let n = 0; n < 2; n++) {
      const { status, headers } = await ask('/conversations/conv_1')
      expect([status, headers.get('retry-after')]).toEqual([429, '7'])
    }
    expect((await ask('/conversations/conv_1')).status).toBe(200)
  })

  it('cuts the line before or after a write has its effect', async () => {
    await popp.tell('conv_1', ['started'])
    await popp.control({ api: { drop: 'before', times: 1 } })
    await expect(post('/conversations/conv_1/take-over')).rejects.toThrow()
    expect(popp.writes).toEqual([])
    await popp.control({ api: { drop: 'after', times: 1 } })
    await expect(post('/conversations/conv_1/take-over')).rejects.toThrow()
    expect(popp.writes).toMatchObject([{ call: 'take-over', accepted: true }])
    expect((await ask<Conversation>('/conversations/conv_1')).body.isHumanTakeover).toBe(true)
  })

  it('is slow, unreadable, or broken until it is healed', async () => {
    await popp.control({ api: { delayMs: 120, times: 1 } })
    const startedAt = performance.now()
    expect((await ask('/conversations')).status).toBe(200)
    expect(performance.now() - startedAt).toBeGreaterThan(110)
    await popp.control({ api: { unreadable: true, times: 1 } })
    expect(await ask('/conversations')).toMatchObject({ status: 200, body: expect.stringContaining('<html>') })
    await popp.control({ api: { status: 502 } })
    expect((await ask('/conversations')).status).toBe(502)
    expect((await ask('/conversations')).status).toBe(502)
    await popp.control({ heal: true })
    expect((await ask('/conversations')).status).toBe(200)
  })

  it('is commanded over HTTP with the same key, and says how things stand', async () => {
    expect((await control({ heal: true }, 'wrong')).status).toBe(401)
    expect((await control({ api: { status: 9000 } })).status).toBe(400)
    expect((await control({ nonsense: 1 })).status).toBe(400)
    const answered = await control({ api: { status: 502, times: 1 }, webhooks: { drop: 0.1 } })
    expect(answered.status).toBe(200)
    expect(await answered.json()).toMatchObject({ webhooks: { drop: 0.1 }, api: [{ status: 502, times: 1 }] })
    expect((await ask('/conversations')).status).toBe(502)
    const standing = await fetch(`${popp.url}/control`, { headers: { 'x-api-key': popp.key } })
    expect(await standing.json()).toMatchObject({ conversations: 0, writes: [], api: [] })
  })
})
