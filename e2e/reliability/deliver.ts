import { Agent, request } from 'node:http'
import { expect } from 'vitest'
import type { TestEndpoint } from '@/lib/platform/testing/endpoint'
import { sign } from '@/lib/popp/signature'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export interface Delivery {
  body?: Uint8Array | string
  method?: string
  /** null sends none. */
  type?: string | null
  /** null sends none; by default the right one of the endpoint's first secret. */
  signature?: string | null
  chunked?: boolean
  /** Its own connections; by default 64 shared ones. */
  agent?: Agent
  endpointId?: string
}

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  json: Record<string, unknown>
  /** It was told to come again before, and may have been kept by then. */
  isAgain?: boolean
}

/** One delivery over HTTP, as raw as a test needs it. */
export function deliver(url: string, endpoint: TestEndpoint, delivery: Delivery = {}): Promise<Answer> {
  const { body = '', method = 'POST', type = 'application/json', chunked = false } = delivery
  const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body)
  const signature =
    delivery.signature === undefined ? sign(bytes, endpoint.secrets[0]?.secret ?? 'none') : delivery.signature
  const headers = {
    ...(type === null ? {} : { 'content-type': type }),
    ...(signature === null ? {} : { 'x-signature': signature }),
    ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': bytes.length }),
  }
  return new Promise((resolve, reject) => {
    const path = `/api/webhooks/popp/${delivery.endpointId ?? endpoint.endpointId}`
    const sent = request(url + path, { method, headers, agent: delivery.agent ?? agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const isJson = /json/.test(String(response.headers['content-type'])) && text !== ''
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: isJson ? JSON.parse(text) : {},
        })
      })
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(bytes)
  })
}

const PATIENCE_MS = 30_000

/** As Popp does: told to come again (503), it comes again. On a machine that is busy otherwise, hundreds at once may be. */
export async function deliverUntilKept(url: string, endpoint: TestEndpoint, delivery: Delivery): Promise<Answer> {
  const deadline = Date.now() + PATIENCE_MS
  for (let isAgain = false; ; isAgain = true) {
    const answer = await deliver(url, endpoint, delivery)
    if (answer.status !== 503 || Date.now() > deadline) return { ...answer, isAgain }
  }
}

/** What the answer to an event that was never sent before says: told to come again, it may be a copy of itself. */
export const stored = ({ isAgain }: Answer): unknown =>
  isAgain ? expect.stringMatching(/^(stored|duplicate)$/) : 'stored'

/** Waits until web knows the endpoint: what it knows is judged at once, however busy the database is. */
export const untilKnown = (url: string, endpoint: TestEndpoint) =>
  expect.poll(async () => (await deliver(url, endpoint, { body: 'no json' })).status).toBe(422)

/** A body of the current generation that names this endpoint's organization. */
export const eventBody = (endpoint: TestEndpoint, eventId: string, more: object = {}): string =>
  JSON.stringify({
    event: 'CONVERSATION_STARTED',
    eventId,
    eventTimestamp: '2026-01-15T10:30:00.000Z',
    data: { recordId: `conv_${eventId}`, organizationId: endpoint.poppOrganizationId, ...more },
  })
