import { connectPopp } from '@/lib/platform/testing/popp-connection'
import { startSimulatedPopp } from '@/lib/popp/simulator/start'
import { inspect } from '../inspect'
import { expect, test } from '../test'

test('an admin enters the key, is told that it works, and from then on the transcript stands in the detail', async ({
  desk,
  signedIn,
}) => {
  const popp = await startSimulatedPopp({
    organizationId: `org_${desk.organizationId}`,
    endpoint: { url: desk.endpointUrl, secret: desk.signingSecret },
  })
  await popp.tell('conv_talk', ['started', 'needs-review'])
  const admin = await signedIn('admin', 'Priya Raman')
  const recruiter = await signedIn('recruiter', 'Sam de Vries')

  await test.step('without a key: an invitation to the admin, and to the recruiter whom to ask', async () => {
    await expect(async () => {
      await recruiter.goto('/conversations/conv_talk')
      await expect(recruiter.getByRole('heading', { name: 'Transcript' })).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await recruiter.getByRole('button', { name: 'Show', exact: true }).click()
    await expect(recruiter.getByText(/Ask one of yours/)).toBeVisible()
    await admin.goto('/conversations/conv_talk')
    await admin.getByRole('button', { name: 'Show', exact: true }).click()
    await admin.getByRole('link', { name: 'Set up Popp’s API' }).click()
  })

  await test.step('the key goes in, and the test says exactly what happened', async () => {
    await admin.getByRole('textbox', { name: 'Address' }).fill(popp.baseUrl)
    await admin.getByLabel('API key').fill('not-the-key-of-popp')
    await admin.getByRole('button', { name: 'Save' }).click()
    await admin.getByRole('button', { name: 'Test connection' }).click()
    await expect(admin.getByText('Popp refused the key.')).toBeVisible()
    await admin.getByRole('button', { name: 'Replace' }).click()
    await admin.getByLabel('API key').fill(popp.key)
    await admin.getByRole('button', { name: 'Save' }).click()
    await expect(admin.getByText(`ends in ${popp.key.slice(-4)}`)).toBeVisible()
    await admin.getByRole('button', { name: 'Test connection' }).click()
    await expect(admin.getByText('The connection works.')).toBeVisible()
    expect(await admin.content()).not.toContain(popp.key)
  })

  await test.step('the transcript is read once, whatever else happens on the screen', async () => {
    await recruiter.reload()
    const words = recruiter.getByRole('region', { name: 'Transcript' })
    await expect(words.getByText('Candidate', { exact: true }).first()).toBeVisible()
    await expect(words.getByText('Popp’s AI', { exact: true }).first()).toBeVisible()
    await inspect(recruiter, 'the transcript')
    const readings = () => popp.requests.filter(({ path }) => path.includes('/messages')).length
    expect(readings()).toBe(1)
    await desk.send('CONVERSATION_MAX_NUDGES_REACHED', { recordId: 'conv_talk' })
    await expect(recruiter.getByText('All nudges sent, no response')).toBeVisible()
    expect(readings()).toBe(1)
  })

  await test.step('with Popp away, what was read is shown with its age', async () => {
    await popp.control({ api: { share: 1, status: 503 } })
    await recruiter.reload()
    await expect(recruiter.getByText(/Popp does not answer right now. This is what it said/)).toBeVisible()
    await expect(recruiter.getByText('Popp’s AI', { exact: true }).first()).toBeVisible()
  })

  await test.step('what Get Conversation tells after COMPLETED stands in the timeline as that', async () => {
    await popp.control({ heal: true })
    await popp.tell('conv_talk', ['completed'])
    await expect(recruiter.getByText('Details read from Popp')).toBeVisible({ timeout: 20_000 })
  })
  await popp.stop()
})

/** With the two others more than a page of Popp's list. */
const LOST = 120

test('what no webhook brought is found by “Compare now”, and marked as recovered in the list', async ({
  desk,
  signedIn,
}) => {
  const popp = await startSimulatedPopp({
    organizationId: `org_${desk.organizationId}`,
    key: 'key_1',
    endpoint: { url: desk.endpointUrl, secret: desk.signingSecret },
  })
  await connectPopp(desk.organizationId, popp.baseUrl)
  const anHourAgo = Date.now() - 3_600_000
  const tell = (id: string, beats: Parameters<typeof popp.tell>[1], firstName: string, minutes: number) =>
    popp.tell(id, beats, { at: anHourAgo + minutes * 60_000, subject: { firstName, lastName: 'Haddad' } })
  await tell('conv_here', ['started'], 'Noor', 30)
  await popp.control({ webhooks: { silent: true } })
  await tell('conv_lost', ['started', 'needs-review'], 'Lena', 40)
  for (let n = 0; n < LOST; n++) await tell(`conv_lost_${n}`, ['started'], `Lost ${n}`, 0)
  const admin = await signedIn('admin', 'Priya Raman')

  await test.step('before, only what arrived is there, and nothing was compared', async () => {
    await admin.goto('/conversations')
    await expect(admin.getByRole('link', { name: 'Noor Haddad' })).toBeVisible()
    await expect(admin.getByRole('link', { name: 'Lena Haddad' })).toBeHidden()
    await admin.goto('/health')
    await expect(admin.getByText('Nothing has been compared yet.')).toBeVisible()
  })

  await test.step('the admin sees how far it is, and what it found', async () => {
    await popp.control({ api: { on: ['list'], delayMs: 5_000 } })
    await admin.goto('/settings/popp')
    await admin.getByRole('button', { name: 'Compare now' }).click()
    const runs = admin.getByRole('list', { name: 'Comparisons' })
    await expect(runs.getByText('Reading')).toBeVisible()
    await expect(admin.getByRole('button', { name: 'Compare now' })).toBeDisabled()
    await expect(runs.getByText(/^100 read so far: /)).toBeVisible({ timeout: 20_000 })
    await expect(runs.getByText('122 on Popp’s list: 1 complete, 121 recovered')).toBeVisible({ timeout: 20_000 })
    await expect(runs.getByText('Done')).toBeVisible()
    await popp.control({ heal: true })
  })

  await test.step('the recovered ones are marked, those that arrived are not', async () => {
    await admin.goto('/conversations')
    const row = (name: string) => admin.getByRole('row').filter({ hasText: name })
    await expect(row('Lena Haddad').getByText('Recovered from Popp’s list')).toBeVisible()
    await expect(row('Lena Haddad').getByText('Needs review')).toBeVisible()
    await expect(row('Noor Haddad')).toBeVisible()
    await expect(row('Noor Haddad').getByText('Recovered')).toBeHidden()
  })

  await test.step('again, nothing is added; Health says when it was', async () => {
    await admin.goto('/settings/popp')
    await admin.getByRole('button', { name: 'Compare now' }).click()
    await expect(admin.getByText('122 on Popp’s list: 122 complete, 0 recovered')).toBeVisible()
    await admin.goto('/health')
    const compared = admin.getByRole('region', { name: 'Comparison with Popp’s list' })
    await expect(compared.getByText('122 on Popp’s list: 122 complete, 0 recovered')).toBeVisible()
    await expect(compared.getByText('By itself it never runs.')).toBeVisible()
    await inspect(admin, 'Health after a comparison')
  })
  await popp.stop()
})
