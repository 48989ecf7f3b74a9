import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { roles } from '@/lib/members/schema'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { closePublisher } from '@/lib/platform/live'
import { findApiRoutes } from '@/lib/platform/testing/api-routes'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import {
  actionOf,
  ask,
  createMatrixWorld,
  type MatrixWorld,
  paramsOf,
  permits,
  permitted,
  problemOf,
  signedInAs,
  thingsOf,
} from '@/lib/platform/testing/matrix'
import { endAllStreams } from './live-registry'
import { routes } from './routes'

// Every route × role × signed out × member of another organization, called for real. Routes are found on the disk: one
// without a row in `routes.ts`, or naming a thing that the test's world does not have, fails here.
useTestDatabase()

const found = await findApiRoutes()
const guarded = found.filter(({ name }) => name in routes && actionOf(name) !== 'public')
const naming = guarded.filter(({ path }) => path.includes('{'))
// The stream has tests of its own; a count is tested with its list; preferences and notifications are the asker's own, and a new member has none; the
// summary of health holds numbers only, and its own test tells organizations apart.
const LISTS_NOTHING = [
  '/api/live',
  '/api/deliveries/count',
  '/api/preferences',
  '/api/notifications',
  '/api/health/summary',
]
const listing = guarded.filter(
  ({ method, path }) => method === 'GET' && !path.includes('{') && !LISTS_NOTHING.includes(path),
)
const unlisted = found.filter(({ name }) => !(name in routes))

let world: MatrixWorld
beforeEach(async () => {
  world = await createMatrixWorld()
})
afterAll(async () => {
  await endAllStreams()
  await closePublisher()
})

describe('the table and the routes are one', () => {
  test('each row is a route', () => {
    expect(Object.keys(routes).filter((name) => !found.some((route) => route.name === name))).toEqual([])
  })

  test('a method without a row only refuses', async () => {
    const open = []
    for (const { handle, method, name, ...route } of unlisted) {
      const params = Promise.resolve(paramsOf({ handle, method, name, ...route }, newId()))
      const { status } = await handle(new TestBrowser().request(route.path, { method }), { params })
      if (status !== 404 && status !== 405) open.push(name)
    }
    expect(open).toEqual([])
  })

  test('each route that names something is tried with something that exists', () => {
    const lacking = naming.filter((route) => Object.values(thingsOf(world, route)).includes(undefined))
    expect(lacking.map(({ name }) => name)).toEqual([])
  })
})

describe.each(guarded)('$name', (route) => {
  test('signed out: 401', async () => {
    const answer = await ask(world, route, new TestBrowser())
    expect([answer.status, problemOf(answer).type]).toEqual([401, '/problems/not-signed-in'])
  })

  test.each(roles)('as %s: what the permission matrix says', async (role) => {
    const answer = await ask(world, route, await signedInAs(role, world.desk))
    if (permits(role, route)) expect([200, 201, 204, 409]).toContain(answer.status)
    else expect([answer.status, problemOf(answer).type]).toEqual([403, '/problems/forbidden'])
  })

  test('stays in no cache', async () => {
    const { headers } = await ask(world, route, await permitted(route, world.desk))
    expect(headers.get('cache-control')).toMatch(/no-store|no-cache/)
  })
})

describe.each(naming)('$name of another organization', (route) => {
  test('what is foreign, unknown or malformed is answered alike, byte by byte, and nothing changes', async () => {
    const stranger = await permitted(route, world.foreign)
    const plain = async (params: Record<string, string> = {}) => {
      const { status, headers, text } = await ask(world, route, stranger, { params })
      const named = Object.values(params).reduce((rest, id) => rest.replaceAll(id, 'ID'), text)
      return { status, headers: [...headers].sort(), text: named }
    }
    const before = await ourRows()
    const answer = await plain()
    expect(answer.status).toBe(404)
    for (const [name, thing] of Object.entries(thingsOf(world, route)))
      for (const id of [thing!.unknown(), 'no such id', '\u0000', '%', 'x'.repeat(5_000)])
        expect(await plain({ [name]: id })).toEqual(answer)
    expect(await ourRows()).toEqual(before)
  })

  const ourRows = async () => {
    const where = { organizationId: world.desk.organizationId }
    return [
      await db().reviewItem.findMany({ where }),
      await db().note.findMany({ where }),
      await db().auditEntry.count({ where }),
    ]
  }
})

describe.each(listing)('$name', (route) => {
  test('shows nothing of another organization', async () => {
    const ours = await ask(world, route, await permitted(route, world.desk))
    const theirs = await ask(world, route, await permitted(route, world.foreign))
    const ids = Object.values(world.things).map(({ id }) => id)
    expect(ids.some((id) => ours.text.includes(id))).toBe(true)
    expect(ids.filter((id) => theirs.text.includes(id))).toEqual([])
  })
})
