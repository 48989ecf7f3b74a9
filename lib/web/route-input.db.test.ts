import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closePublisher } from '@/lib/platform/live'
import { findApiRoutes } from '@/lib/platform/testing/api-routes'
import type { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import {
  actionOf,
  ask,
  bodies,
  createMatrixWorld,
  type MatrixWorld,
  permitted,
  problemOf,
} from '@/lib/platform/testing/matrix'
import { type RouteName, routes } from './routes'

// What every route of the browser API does with a request that is not as it should be.
useTestDatabase()

const guarded = (await findApiRoutes()).filter(({ name }) => name in routes && actionOf(name) !== 'public')
const changing = guarded.filter(({ method }) => method !== 'GET')
const withBody = changing.filter(({ name }) => name in bodies)
const listing = guarded.filter(({ method, path }) => method === 'GET' && !path.includes('{') && path !== '/api/live')

/** They answer whole: no page, no cursor. */
const whole = [
  'GET /api/settings/alerts',
  'GET /api/macros',
  'GET /api/members',
  'GET /api/notifications',
  'GET /api/preferences',
  'GET /api/presence',
  'GET /api/settings/popp',
  'GET /api/settings/endpoints',
  'GET /api/health/summary',
  'GET /api/outward-calls',
  'GET /api/reconciles',
  'GET /api/replays',
  'GET /api/settings/review',
  'GET /api/views',
  'GET /api/deliveries/count',
  'GET /api/deliveries/facets',
  'GET /api/review-items/facets',
  'GET /api/review-items/selection',
]
const paged = listing.filter(({ name }) => !whole.includes(name))

/** The body once for each text or number in it, however deep, with the value in its place. */
function everyFieldAs(body: unknown, value: unknown): unknown[] {
  if (typeof body === 'string' || typeof body === 'number') return [value]
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([name, field]) =>
    everyFieldAs(field, value).map((changed) =>
      Array.isArray(body) ? body.with(Number(name), changed) : { ...body, [name]: changed },
    ),
  )
}

let world: MatrixWorld
let browser: TestBrowser
beforeAll(async () => {
  world = await createMatrixWorld()
})
afterAll(closePublisher)

test('there are routes to try', () => {
  expect(Math.min(changing.length, withBody.length, paged.length)).toBeGreaterThan(0)
})

describe.each(changing)('$name', (route) => {
  beforeEach(async () => {
    browser = await permitted(route, world.desk)
  })

  test.each(['https://evil.example', 'null', 'http://localhost:3001'])(
    'a change sent from %s is refused',
    async (origin) => {
      const answer = await ask(world, route, browser, { headers: { origin } })
      expect([answer.status, problemOf(answer).type]).toEqual([403, '/problems/foreign-origin'])
    },
  )

  test('a change that does not say where it comes from is refused', async () => {
    browser.headers = { host: 'localhost:3000' }
    expect((await ask(world, route, browser)).status).toBe(403)
  })
})

describe.each(withBody)('$name', (route) => {
  const good = () => bodies[route.name as RouteName]!(world)
  // Anew for each: what one route retired is not there for the next.
  beforeAll(async () => {
    world = await createMatrixWorld()
  })
  beforeEach(async () => {
    browser = await permitted(route, world.desk)
  })

  test.each([
    ['not JSON', 400, { body: '{"version":' }],
    ['empty', 400, { body: '' }],
    ['of another type', 415, { headers: { 'content-type': 'text/plain' } }],
    ['longer than 64 KiB', 413, { body: JSON.stringify({ more: 'x'.repeat(70_000) }) }],
    ['of another shape', 422, { body: '[]' }],
  ])('a body that is %s is refused with %i', async (_, status, sent) => {
    expect((await ask(world, route, browser, sent)).status).toBe(status)
  })

  test.each(['a\u0000\ud800', '0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000000Z', 3_000_000_000, -1])(
    'no field of it breaks by %j',
    async (value) => {
      for (const body of everyFieldAs(good(), value)) {
        const answer = await ask(world, route, browser, { body: JSON.stringify(body) })
        expect(answer.status, JSON.stringify(body)).toBeLessThan(500)
      }
    },
  )

  test('a wrong field is named, an unknown one ignored', async () => {
    const field = Object.keys(good())[0]!
    const wrong = await ask(world, route, browser, { body: JSON.stringify({ ...good(), [field]: { wrong: 1 } }) })
    expect(wrong.status).toBe(422)
    expect(problemOf(wrong).errors).toEqual([{ field, message: expect.any(String) }])
    const more = await ask(world, route, browser, { body: JSON.stringify({ ...good(), colour: 'blue' }) })
    expect([200, 201, 409]).toContain(more.status)
  })
})

describe.each(listing)('$name', (route) => {
  test('unknown parameters are ignored', async () => {
    browser = await permitted(route, world.desk)
    expect((await ask(world, route, browser, { query: '?colour=blue' })).status).toBe(200)
  })
})

describe.each(paged)('$name', (route) => {
  test('wrong parameters are answered by field', async () => {
    browser = await permitted(route, world.desk)
    for (const [field, value] of [
      ['limit', 'many'],
      ['cursor', 'made-up'],
    ]) {
      const answer = await ask(world, route, browser, { query: `?${field}=${value}` })
      expect(answer.status).toBe(422)
      expect(problemOf(answer).errors).toEqual([{ field, message: expect.any(String) }])
    }
  })
})
