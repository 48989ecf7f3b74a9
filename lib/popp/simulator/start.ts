import { randomBytes } from 'node:crypto'
import { PATIENT_WAITS_MS } from './backoff'
import type { DeliveryResult } from './deliver'
import type { Command, Done } from './peer/commands'
import type { Write } from './peer/known'
import type { MisbehavingSender } from './peer/misbehaving-sender'
import { createModel, type Model } from './peer/model'
import { createPeer } from './peer/peer'
import type { BeatKind, Ending } from './plot'
import { mulberry32 } from './random'
import { renderEvent } from './render'
import { createSender } from './sender'
import { composeStory, type Story } from './story'
import type { StoryEvent } from './story-event'
import type { Subject } from './subject'

interface SimulatedPoppOptions {
  /** Popp's name of the organization, as in its payloads. */
  organizationId: string
  key?: string
  port?: number
  /** Without an endpoint the API alone speaks. */
  endpoint?: { url: string; secret: string }
  /** How much faster its clock runs when it waits for a retry; default 10,000: a day in 9 s. */
  timeFactor?: number
  /** Decides what shares of events or calls go wrong; default 1. */
  seed?: number
}

interface Telling {
  ending?: Ending
  subject?: Partial<Subject>
  /** When the last of the events happens; the others a minute apart before it. Default: now. */
  at?: number
}

export interface SimulatedPopp {
  /** Where `/control` is. */
  url: string
  /** What a client is given: with `/v1`. */
  baseUrl: string
  key: string
  organizationId: string
  model: Model
  /** Every write that the API received, in order, the refused ones included. */
  writes: Write[]
  /** Every request to the API, in order. */
  requests: { method: string; path: string }[]
  /** These things happen to a conversation, after whatever was told of it before: API and webhooks say so. */
  tell(recordId: string, beats: BeatKind[], telling?: Telling): Promise<DeliveryResult[]>
  /** One event of a story happens: the API knows it at once; resolves when its delivery has ended. */
  happen(story: Story, event: StoryEvent): Promise<DeliveryResult>
  control(command: Command): Promise<Done>
  sender: MisbehavingSender | null
  stop(): Promise<void>
}

const MINUTE = 60_000
const NOT_SENT = { acknowledged: false, duplicate: false, status: 0, attempts: 0, durationMs: 0, text: '' }

/** A simulated Popp on a free port of loopback: serves its API and, given an endpoint, sends webhooks. */
export async function startSimulatedPopp(options: SimulatedPoppOptions): Promise<SimulatedPopp> {
  const { organizationId, endpoint, timeFactor = 10_000, seed = 1 } = options
  const model = createModel()
  const requests: { method: string; path: string }[] = []
  const random = mulberry32(seed)
  const { key = `popp_${randomBytes(24).toString('base64url')}`, port = 0 } = options
  const peer = createPeer({ organizationId, key, model, random, onRequest: (each) => requests.push(each) })
  const server = await peer.listen(port)
  const stopping = new AbortController()
  const sender = endpoint
    ? peer.misbehaving(
        createSender({
          endpointUrl: endpoint.url,
          secret: () => peer.secretOr(endpoint.secret),
          concurrency: 128,
          plan: { waitsMs: PATIENT_WAITS_MS, timeFactor },
          signal: stopping.signal,
        }),
      )
    : null
  const happen = async (story: Story, event: StoryEvent) => {
    model.happen(story, event)
    return sender ? sender.send(renderEvent(event, story.generation)) : NOT_SENT
  }
  const teller = createTeller(organizationId)
  const url = `http://127.0.0.1:${server.port}`
  return {
    url,
    baseUrl: `${url}/v1`,
    key,
    organizationId,
    model,
    writes: model.writes,
    requests,
    sender,
    happen,
    async tell(recordId, beats, telling = {}) {
      const story = teller(recordId, beats, telling)
      const results: DeliveryResult[] = []
      for (const event of story.events.slice(-beats.length)) results.push(await happen(story, event))
      return results
    },
    control: peer.control,
    async stop() {
      stopping.abort()
      await sender?.close()
      await server.close()
    },
  }
}

/** The same candidate and the same answers for the same record id, however it is told. */
function createTeller(organizationId: string) {
  const told = new Map<string, { beats: BeatKind[]; story: Story }>()
  return (recordId: string, more: BeatKind[], { ending = 'passed', subject, at = Date.now() }: Telling): Story => {
    const earlier = told.get(recordId)
    const beats = [...(earlier?.beats ?? []), ...more]
    const plot = {
      ending,
      flags: 0,
      beats: beats.map((kind, n) => ({ kind, offsetMs: (n - beats.length + 1) * MINUTE })),
    }
    const given = { sparse: false, ...subject, ...earlier?.story.events[0]?.subject, recordId }
    const story = composeStory(0, recordId, {
      startsAt: at,
      organizationId,
      plot,
      generation: 'current',
      subject: given,
    })
    story.events = [...(earlier?.story.events ?? []), ...story.events.slice(-more.length)]
    told.set(recordId, { beats, story })
    return story
  }
}
