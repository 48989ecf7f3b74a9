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
