import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { lookUp, makeEndpoint, type TestEndpoint } from '@/lib/platform/testing/endpoint'
import { addSigningSecret, retireOldSecrets } from './rotate-secret'

useTestDatabase()

/** What the running product accepts, by the look-up that a delivery meets. */
async function accepted({ endpointId }: TestEndpoint) {
  const found = await lookUp(endpointId)
  if (!found) throw new Error('no endpoint')
  return found.secrets.map(({ secret }) => secret).sort()
}

test('an added secret is accepted beside the old one; after retiring only the new one is', async () => {
  const own = await makeEndpoint({ secrets: ['whsec_old'] })
  const other = await makeEndpoint({ secrets: ['whsec_other', 'whsec_other_2'] })
  expect(await addSigningSecret({ poppOrganization: own.poppOrganizationId }, 'whsec_new')).toMatchObject({
    ok: true,
    added: true,
    active: 2,
  })
  expect(await accepted(own)).toEqual(['whsec_new', 'whsec_old'])
  expect(await retireOldSecrets({ poppOrganization: own.poppOrganizationId })).toEqual({
    ok: true,
    retired: 1,
    active: 1,
  })
  expect(await accepted(own)).toEqual(['whsec_new'])
  expect(await accepted(other)).toEqual(['whsec_other', 'whsec_other_2'])
})

test('a secret that is active already is not added twice, and the last one is never retired', async () => {
  const own = await makeEndpoint({ secrets: ['whsec_only'] })
  expect(await addSigningSecret({ poppOrganization: own.poppOrganizationId }, 'whsec_only')).toMatchObject({
    ok: true,
    added: false,
    active: 1,
  })
  expect(await retireOldSecrets({ poppOrganization: own.poppOrganizationId })).toEqual({
    ok: true,
    retired: 0,
    active: 1,
  })
  expect(await accepted(own)).toEqual(['whsec_only'])
})

test('back to the old secret: given again it is the one that stays', async () => {
  const own = await makeEndpoint({ secrets: ['whsec_old', 'whsec_new'] })
  expect(await addSigningSecret({ poppOrganization: own.poppOrganizationId }, 'whsec_old')).toMatchObject({
    ok: true,
    added: false,
    active: 2,
  })
  expect(await accepted(own)).toEqual(['whsec_new', 'whsec_old'])
  await retireOldSecrets({ poppOrganization: own.poppOrganizationId })
  expect(await accepted(own)).toEqual(['whsec_old'])
})

test('an added secret is stored encrypted', async () => {
  const own = await makeEndpoint()
  await addSigningSecret({ poppOrganization: own.poppOrganizationId }, 'whsec_plain_to_see')
  const rows = await db().endpointSecret.findMany({ where: { organizationId: own.organizationId } })
  expect(rows).toHaveLength(2)
  for (const { ciphertext } of rows) expect(Buffer.from(ciphertext).includes('whsec_')).toBe(false)
})

test('without an endpoint of that organization nothing is done', async () => {
  const refused = { ok: false, reason: 'no-endpoint' }
  expect(await addSigningSecret({ poppOrganization: 'org_unknown' }, 'whsec_new')).toEqual(refused)
  expect(await retireOldSecrets({ poppOrganization: 'org_unknown' })).toEqual(refused)
})

test('of several endpoints none is guessed: the operator is told which there are, and names one', async () => {
  const own = await makeEndpoint({ secrets: ['whsec_first'] })
  const { organizationId, poppOrganizationId: poppOrganization, endpointId } = own
  const other = newId()
  await db().endpoint.create({ data: { organizationId, id: other, name: 'Second' } })
  const refused = {
    ok: false,
    reason: 'which-endpoint',
    endpoints: [{ id: endpointId }, { id: other, name: 'Second' }],
  }
  expect(await retireOldSecrets({ poppOrganization })).toMatchObject(refused)
  expect(await addSigningSecret({ poppOrganization, endpointId }, 'whsec_second')).toMatchObject({
    ok: true,
    active: 2,
  })
  expect(await accepted(own)).toEqual(['whsec_first', 'whsec_second'])
})
