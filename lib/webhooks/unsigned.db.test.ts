import { expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { makeEndpoint } from '@/lib/platform/testing/endpoint'
import { acceptsUnsigned } from './service'

useTestDatabase()

test('one endpoint in use that takes unsigned deliveries is enough, and only in its own organization', async () => {
  const [signed, own] = [await makeEndpoint(), await makeEndpoint()]
  expect(await acceptsUnsigned(own)).toBe(false)
  const { organizationId } = own
  const open = newId()
  await db().endpoint.create({ data: { organizationId, id: open, name: 'Trial', allowUnsigned: true } })
  expect(await acceptsUnsigned(own)).toBe(true)
  expect(await acceptsUnsigned(signed)).toBe(false)
  await db().endpoint.updateMany({ where: { id: open }, data: { retiredAt: new Date() } })
  expect(await acceptsUnsigned(own)).toBe(false)
})
