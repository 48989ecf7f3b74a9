import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { lookUp } from '@/lib/platform/testing/endpoint'
import { ENDPOINTS_MAX, SECRETS_MAX } from './schema'
import { addSecret, retireSecret } from './secret-service'
import { addEndpoint, changeEndpoint, listEndpoints, retireEndpoint } from './service'

useTestDatabase()

/** An admin with an endpoint that has this secret. */
async function world(signingSecret: string | null = 'whsec_first') {
  const admin = await (await createDesk()).member('admin')
  const made = await addEndpoint(admin, { name: 'Popp', signingSecret })
  if (!made.ok) throw new Error(made.reason)
  const own = async () => (await listEndpoints(admin)).find(({ id }) => id === made.value.id)!
  return { admin, id: made.value.id, made: made.value, own }
}

const trail = async ({ organizationId }: { organizationId: string }) =>
  (await db().auditEntry.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })).map(
    ({ action, memberId }) => [action, memberId !== null],
  )

const accepted = async (id: string) => {
  const found = await lookUp(id)
  return found ? found.secrets.map(({ secret }) => secret).sort() : found
}

test('a made secret is told once and never again; a pasted one is not told at all', async () => {
  const [made, pasted] = [await world(null), await world('whsec_pasted')]
  expect(made.made.generatedSecret).toMatch(/^whsec_[\w-]{43}$/)
  expect(await accepted(made.id)).toEqual([made.made.generatedSecret])
  expect(pasted.made.generatedSecret).toBeNull()
  expect(JSON.stringify([await listEndpoints(made.admin), await listEndpoints(pasted.admin)])).not.toContain('whsec_')
})

test('old and new secret are both accepted until the old one is retired, and each step stands in the trail', async () => {
  const { admin, id, own } = await world()
  const [old] = (await own()).secrets
  expect(await addSecret(admin, id, 'whsec_second')).toMatchObject({ ok: true, value: { added: true } })
  expect(await accepted(id)).toEqual(['whsec_first', 'whsec_second'])
  expect(await retireSecret(admin, id, old!.id)).toEqual({ ok: true })
  expect(await accepted(id)).toEqual(['whsec_second'])
  expect(await trail(admin)).toEqual([
    ['endpoint-created', true],
    ['signing-secret-added', true],
    ['signing-secret-retired', true],
  ])
})

test('two admins who each retire one of the last two secrets leave one', async () => {
  const { admin, id, own } = await world()
  await addSecret(admin, id, 'whsec_second')
  const { secrets } = await own()
  const told = await Promise.all(secrets.map((secret) => retireSecret(admin, id, secret.id)))
  expect(told.filter(({ ok }) => ok)).toHaveLength(1)
  expect(told).toContainEqual({ ok: false, reason: 'last-secret' })
  expect((await own()).secrets).toHaveLength(1)
})

test('unsigned deliveries are accepted only by the endpoint’s typed name, and then its last secret may go', async () => {
  const { admin, id, own } = await world()
  expect(await changeEndpoint(admin, id, { allowUnsigned: true })).toMatchObject({ reason: 'name-not-confirmed' })
  expect(await changeEndpoint(admin, id, { allowUnsigned: true, confirmName: 'popp' })).toMatchObject({ ok: false })
  expect((await own()).allowUnsigned).toBe(false)
  expect(await changeEndpoint(admin, id, { allowUnsigned: true, confirmName: ' Popp ' })).toEqual({ ok: true })
  expect(await retireSecret(admin, id, (await own()).secrets[0]!.id)).toEqual({ ok: true })
  expect(await changeEndpoint(admin, id, { allowUnsigned: false })).toEqual({ ok: false, reason: 'last-secret' })
  await addSecret(admin, id, null)
  expect(await changeEndpoint(admin, id, { allowUnsigned: false })).toEqual({ ok: true })
})

test('a retired endpoint accepts nothing, changes no more, and stays to be seen', async () => {
  const { admin, id, own } = await world()
  expect(await retireEndpoint(admin, id, 'something else')).toMatchObject({ reason: 'name-not-confirmed' })
  expect(await retireEndpoint(admin, id, 'Popp')).toEqual({ ok: true })
  expect(await accepted(id)).toBeNull()
  expect((await own()).retiredAt).not.toBeNull()
  for (const late of [changeEndpoint(admin, id, { name: 'x' }), addSecret(admin, id, null)])
    expect(await late).toEqual({ ok: false, reason: 'not-found' })
})

test('another organization’s endpoint does not exist', async () => {
  const [{ id, own }, stranger] = [await world(), (await world()).admin]
  const [secret] = (await own()).secrets
  const refused = { ok: false, reason: 'not-found' }
  expect(await changeEndpoint(stranger, id, { name: 'Mine' })).toEqual(refused)
  expect(await retireEndpoint(stranger, id, 'Popp')).toEqual(refused)
  expect(await addSecret(stranger, id, null)).toEqual(refused)
  expect(await retireSecret(stranger, id, secret!.id)).toEqual(refused)
  expect(await own()).toMatchObject({ name: 'Popp', retiredAt: null, secrets: [{ id: secret!.id }] })
})

test('there are no more endpoints and secrets than somebody can keep an eye on', async () => {
  const { admin, id } = await world()
  for (let count = 1; count < SECRETS_MAX; count++) await addSecret(admin, id, null)
  expect(await addSecret(admin, id, null)).toEqual({ ok: false, reason: 'too-many-secrets' })
  expect(await addSecret(admin, id, 'whsec_first')).toMatchObject({ ok: true, value: { added: false } })
  for (let count = 1; count < ENDPOINTS_MAX; count++) await addEndpoint(admin, { name: 'More', signingSecret: null })
  expect(await addEndpoint(admin, { name: 'Too many', signingSecret: null })).toEqual({ ok: false, reason: 'too-many' })
})

test('what came in the last 24 hours is told, and which secret Popp signs with', async () => {
  const { admin, id, own } = await world()
  const { organizationId } = admin
  const secretId = (await own()).secrets[0]!.id
  const delivery = (hoursAgo: number, columns: object) => {
    const receivedAt = new Date(Date.now() - hoursAgo * 3_600_000)
    const data = { organizationId, endpointId: id, receivedAt, size: 1, acknowledgedMicroseconds: 1, status: 200 }
    return db().delivery.create({ data: { ...data, id: newId(receivedAt.getTime()), answer: 'stored', ...columns } })
  }
  await delivery(30, {})
  await delivery(2, {})
  await delivery(1, { answer: 'rejected', status: 401, cause: 'wrong-signature' })
  const eventId = newId()
  const event = { organizationId, id: eventId, endpointId: id, dedupeKey: 'x', type: 'A', body: new Uint8Array() }
  await db().event.create({ data: { ...event, receivedAt: new Date(1_800_000_000_000), secretId } })
  expect(await own()).toMatchObject({
    eventsToday: 1,
    wrongSignaturesToday: 1,
    lastDelivery: { status: 401, cause: 'wrong-signature' },
    secrets: [{ id: secretId, lastMatchedAt: new Date(1_800_000_000_000).toISOString() }],
  })
})
