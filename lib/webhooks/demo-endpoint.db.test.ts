import { afterEach, expect, test } from 'vitest'
import { db } from '@/lib/platform/db'
import { DEMO_POPP_ORGANIZATION_ID } from '@/lib/platform/demo-organization'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { lookUp, makeEndpoint } from '@/lib/platform/testing/endpoint'

useTestDatabase()

const setDemo = (value: '0' | '1') => {
  process.env.DEMO = value
  forgetPerProcess('env')
}
const before = process.env.DEMO
afterEach(() => {
  process.env.DEMO = before ?? '0'
  forgetPerProcess('env')
})

test('the demo organization’s endpoint exists in demo mode only; a real one always', async () => {
  const demo = await makeEndpoint()
  const real = await makeEndpoint()
  await db().organization.update({
    where: { id: demo.organizationId },
    data: { poppOrganizationId: DEMO_POPP_ORGANIZATION_ID },
  })
  const exists = async ({ endpointId }: { endpointId: string }) => (await lookUp(endpointId)) !== null
  setDemo('1')
  expect([await exists(demo), await exists(real)]).toEqual([true, true])
  setDemo('0')
  expect([await exists(demo), await exists(real)]).toEqual([false, true])
})
