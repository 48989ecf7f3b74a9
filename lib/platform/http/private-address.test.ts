import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createPoppClient } from '@/lib/popp/client/client'
import { isPrivateHost, outsideLookup } from './private-address'

test.each([
  ...['http://localhost', 'https://desk.localhost', 'https://LOCALHOST.', 'http://127.0.0.1', 'https://127.9.9.9'],
  ...['https://2130706433', 'https://0x7f.1', 'https://10.1.2.3', 'https://172.31.0.1', 'https://192.168.1.1'],
  ...['https://169.254.169.254', 'https://100.64.0.1', 'https://0.0.0.0', 'https://metadata.google.internal'],
  ...['https://[::1]', 'https://[::]', 'https://[::ffff:10.0.0.1]', 'https://[fd00::1]', 'https://[fe80::1]'],
])('%s leads inside', (address) => {
  expect(isPrivateHost(new URL(address).hostname)).toBe(true)
})

test.each(['https://api.joinpopp.com', 'https://8.8.8.8', 'https://172.32.0.1', 'https://[2606:4700::1111]'])(
  '%s does not',
  (address) => {
    expect(isPrivateHost(new URL(address).hostname)).toBe(false)
  },
)

test('a name that leads inside is refused in the moment of connecting: nothing is sent', async () => {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.end('{"data":[]}')
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`
  const settings = { baseUrl, key: 'key_12345678', poppOrganizationId: 'org_1', limits: { tries: 1 } }
  const refused = await createPoppClient({ ...settings, outward: { lookup: outsideLookup } }).listConversations()
  expect(refused).toMatchObject({ ok: false, reason: 'unavailable', sent: false })
  expect(await createPoppClient({ ...settings, outward: null }).listConversations()).toMatchObject({ sent: false })
  expect(asked).toBe(0)
  await createPoppClient(settings).listConversations()
  expect(asked).toBe(1)
  server.close()
})
