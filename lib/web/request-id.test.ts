import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { internalProblem } from '@/lib/platform/http/problem'
import { log } from '@/lib/platform/log'
import { currentRequestId } from '@/lib/platform/request-context'
import { createWebServer, type WebServerOptions } from './server'

async function ask(
  next: WebServerOptions['next'],
  { path = '/', given, trustProxy = false }: { path?: string; given?: string; trustProxy?: boolean } = {},
) {
  const server = createWebServer({ next, ingest: 'own', https: false, trustProxy })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const headers: Record<string, string> = given ? { 'x-request-id': given } : {}
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
  const told = { status: response.status, id: response.headers.get('x-request-id'), text: await response.text() }
  server.closeAllConnections()
  server.close()
  return told
}

test('every request has an id of its own, which its answer tells and whatever is done for it knows', async () => {
  const next: WebServerOptions['next'] = async (_, response) => {
    await new Promise((resolve) => setImmediate(resolve))
    response.end(currentRequestId())
  }
  const [first, second] = [await ask(next), await ask(next)]
  expect(first.id).toMatch(/^[\w-]{8,}$/)
  expect(first.text).toBe(first.id)
  expect(second.id).not.toBe(first.id)
  expect(currentRequestId()).toBeUndefined()
  expect((await ask(next, { path: '/api/webhooks/popp/none' })).id).toMatch(/^[\w-]{8,}$/)
})

test('a trusted proxy’s id is kept; a stranger’s is not, nor one that could be more than an id', async () => {
  const next: WebServerOptions['next'] = async (_, response) => void response.end()
  expect((await ask(next, { given: 'from-the-proxy', trustProxy: true })).id).toBe('from-the-proxy')
  for (const [given, trustProxy] of [
    ['from-a-stranger', false],
    ['short', true],
    ['"quoted" and {more}', true],
    ['x'.repeat(65), true],
  ] as const)
    expect((await ask(next, { given, trustProxy })).id).not.toBe(given)
})

test('a failure tells the id that its line in the log has', async () => {
  const logged = vi.spyOn(log(), 'error').mockImplementation(() => {})
  const told = await ask(async () => {
    throw new TypeError('a bug')
  })
  expect(told.status).toBe(500)
  expect(JSON.parse(told.text)).toEqual(internalProblem(told.id!))
  expect(logged.mock.calls[0]![0]).toMatchObject({ requestId: told.id })
  logged.mockRestore()
})
