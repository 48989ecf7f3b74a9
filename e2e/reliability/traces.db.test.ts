import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inRequest } from '@/lib/platform/request-context'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint, startIngestServer } from '@/lib/platform/testing/endpoint'
import { traced, tracer } from '@/lib/platform/trace'
import { startTracing } from '@/lib/platform/trace-start'
import { deliver } from '@/lib/popp/simulator/deliver'
import { closeIngest } from '@/lib/webhooks/ingest'
import { applyBatch } from '@/lib/worker/batch'

useTestDatabase()

interface Span {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  attributes: { key: string; value: Record<string, unknown> }[]
  status: { code?: number; message?: string }
}

/** A collector as OpenTelemetry's own: it takes JSON on /v1/traces and answers 200. */
const spans: Span[] = []
const asked = new Set<string>()
const collector = createServer(async (request, response) => {
  asked.add(`${request.method} ${request.url}`)
  let text = ''
  for await (const piece of request) text += piece
  for (const { scopeSpans } of JSON.parse(text).resourceSpans) for (const one of scopeSpans) spans.push(...one.spans)
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
})

beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  forgetPerProcess('env')
})
afterAll(async () => {
  forgetPerProcess('tracer')
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT
  collector.closeAllConnections()
  collector.close()
  await closeIngest()
})

test('an event is one trace from its delivery to its effects, named by its own id, and nothing personal is in it', async () => {
  const { endpointId } = await makeEndpoint({ secrets: ['whsec_first'] })
  const server = await startIngestServer()
  const data = { recordId: 'conv_traced', participantFirstName: 'Amara', participantLastName: 'Okafor' }
  const url = `${server.url}/api/webhooks/popp/${endpointId}`
  const payload = { event: 'CONVERSATION_STARTED', eventId: 'evt_traced', data }
  // What a busy machine answers while it does not know the endpoint yet would be a trace more.
  await expect.poll(async () => (await deliver(url, 'whsec_wrong', payload, { attempts: 1 })).status).toBe(401)
  await startTracing()
  const { eventId } = JSON.parse((await deliver(url, 'whsec_first', payload)).text) as { eventId: string }
  await deliver(url, 'whsec_first', payload)
  await deliver(url, 'whsec_wrong', payload, { attempts: 1 })
  await applyBatch()
  const failing = traced('outer', {}, () => traced('inner', {}, () => Promise.reject(new TypeError('about Amara'))))
  await inRequest('request', () => failing.catch(() => {}))
  await server.stop()
  await tracer()!.stop()

  expect([...asked]).toEqual(['POST /v1/traces'])
  const named = (name: string) => spans.filter((span) => span.name === name)
  const traceId = eventId.replaceAll('-', '')
  const [stored, copy, refused] = named('delivery')
  expect(stored).toMatchObject({ traceId, spanId: traceId.slice(16) })
  expect(stored!.parentSpanId || undefined).toBeUndefined()
  expect(copy).toMatchObject({ traceId, parentSpanId: stored!.spanId })
  expect(refused!.traceId).not.toBe(traceId)
  expect(named('apply')).toMatchObject([{ traceId, parentSpanId: stored!.spanId }])
  expect(named('store events').length).toBeGreaterThan(0)
  expect(named('apply batch')[0]!.attributes).toContainEqual({ key: 'batch.events', value: { intValue: 1 } })
  const [outer, inner] = [named('outer')[0]!, named('inner')[0]!]
  expect(inner).toMatchObject({ traceId: outer.traceId, parentSpanId: outer.spanId, status: { message: 'TypeError' } })
  expect(JSON.stringify(spans)).not.toMatch(/Amara|Okafor|conv_traced|whsec_|127\.0\.0\.1/)
})
