import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { connectPopp } from '@/lib/platform/testing/popp-connection'
import { startPoppPeer } from '@/lib/platform/testing/popp-peer'
import type { LiveDesk } from '../desk'
import { InboxPage } from '../pages/inbox-page'
import { test as base, expect } from '../test'

interface Popp {
  /** What it was asked to do, in the order in which it came. */
  heard: string[]
  messages: { id: string; role: string; text: string; createdAt: string }[]
  isDown: boolean
}

/** The test organization's own simulated API: the product's worker calls it. */
const test = base.extend<{ popp: Popp }>({
  popp: async ({ desk }, use) => {
    const popp: Popp = { heard: [], messages: [], isDown: false }
    const peer = await startPoppPeer(({ method, path, body }) => {
      if (popp.isDown) return { status: 503 }
      const act = path.split('?')[0]!.split('/').at(-1)!
      if (method === 'GET')
        return act === 'messages' ? { json: { data: popp.messages, nextToken: null } } : { status: 404 }
      popp.heard.push(act)
      if (act === 'messages') {
        const { message: text } = JSON.parse(body) as { message: string }
        popp.messages.push({ id: newId(), role: 'recruiter', text, createdAt: new Date().toISOString() })
      }
      return { json: {} }
    })
    await connectPopp(desk.organizationId, peer.baseUrl)
    await use(popp)
    await peer.close()
  },
})

/** Ten seconds later, or however long a pause is. */
const pass = ({ organizationId }: LiveDesk) =>
  db().outwardCall.updateMany({ where: { organizationId, state: 'waiting' }, data: { dueAt: new Date(0) } })

/** Whatever time the browser takes, those ten seconds are not over before `pass`. */
const hold = ({ organizationId }: LiveDesk, calls = 1) =>
  expect
    .poll(async () => {
      const dueAt = new Date(Date.now() + 3_600_000)
      return (await db().outwardCall.updateMany({ where: { organizationId, state: 'waiting' }, data: { dueAt } })).count
    })
    .toBeGreaterThanOrEqual(calls)

const WORDS = 'Yes, we sponsor visas. When can you start?'

test('claim takes over, the answer reaches the candidate and resolve hands back: in Popp once each, seen on the item', async ({
  desk,
  popp,
  signedIn,
}) => {
  await desk.flag('conv_act_1', 'Amara', 'Okafor', 'Asks whether visa sponsorship is possible')
  const ana = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  const line = (words: RegExp) => ana.detail.getByRole('listitem').filter({ hasText: words })
  await ana.open()
  await ana.row('Amara Okafor').click()
  await expect(ana.detail.getByText('Send to candidate')).toBeHidden()
  await ana.detail.getByRole('button', { name: 'Claim' }).click()
  await hold(desk)
  await expect(line(/Take over in Popp · in \d+ s/)).toBeVisible()

  const field = ana.detail.getByRole('textbox', { name: 'Reply to the candidate' })
  await expect(field).toBeVisible()
  await ana.page.keyboard.press('a')
  await ana.page.keyboard.type(WORDS)
  await expect(field).toHaveValue(WORDS)
  // Words that were not sent survive a reload.
  await ana.page.reload()
  await expect(field).toHaveValue(WORDS)
  await field.press('Control+Enter')
  await hold(desk, 2)
  await expect(line(/Reply · sending in \d+ s/)).toContainText(WORDS)
  await expect(field).toHaveValue('')
  expect(popp.heard).toEqual([])
  await pass(desk)
  await expect(line(/Take over in Popp · done/)).toBeVisible()
  await expect(line(/Reply · sent/)).toBeVisible()
  await expect(ana.detail.getByText('Ana Silva wrote to the candidate')).toBeVisible()

  await ana.resolve('Answered the candidate', '')
  await hold(desk)
  await ana.tab('Resolved').click()
  await ana.row('Amara Okafor').click()
  await expect(line(/Hand back to the AI · in/)).toBeVisible()
  await pass(desk)
  await expect(line(/Hand back to the AI · done/)).toBeVisible()
  expect(popp.heard).toEqual(['take-over', 'messages', 'hand-back'])
  expect(popp.messages.map(({ text }) => text)).toEqual([WORDS])
})

test('with Popp’s API down local work goes on, and is delivered later', async ({ desk, popp, signedIn }) => {
  popp.isDown = true
  await desk.flag('conv_act_2', 'Joris', 'van Dijk')
  const ana = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  const line = (words: RegExp) => ana.detail.getByRole('listitem').filter({ hasText: words })
  await ana.open()
  await ana.row('Joris van Dijk').click()
  await ana.detail.getByRole('button', { name: 'Claim' }).click()
  await expect(line(/Take over in Popp/)).toBeVisible()
  await pass(desk)
  await expect(line(/Take over in Popp · Popp did not answer/)).toBeVisible()
  await ana.detail.getByRole('textbox', { name: 'Reply to the candidate' }).fill(WORDS)
  await ana.detail.getByRole('button', { name: 'Send to candidate' }).click()
  await expect(line(/Reply/)).toBeVisible()
  await ana.resolve('Answered the candidate', '')
  await ana.tab('Resolved').click()
  await ana.row('Joris van Dijk').click()
  await expect(line(/Hand back to the AI/)).toBeVisible()
  expect(popp.heard).toEqual([])

  popp.isDown = false
  await pass(desk)
  await expect(line(/Hand back to the AI · done/)).toBeVisible({ timeout: 15_000 })
  expect(popp.heard).toEqual(['take-over', 'messages', 'hand-back'])
})

test('taken back within ten seconds, neither words nor take-over reach Popp, and the words are there again', async ({
  desk,
  popp,
  signedIn,
}) => {
  await desk.flag('conv_act_3', 'Thuý', 'Nguyễn')
  const ana = new InboxPage(await signedIn('recruiter', 'Ana Silva'))
  const calls = ana.detail.getByRole('list', { name: 'Done in Popp' })
  await ana.open()
  await ana.row('Thuý Nguyễn').click()
  await ana.detail.getByRole('button', { name: 'Claim' }).click()
  await hold(desk)
  const field = ana.detail.getByRole('textbox', { name: 'Reply to the candidate' })
  await field.fill(WORDS)
  await ana.detail.getByRole('button', { name: 'Send to candidate' }).click()
  await hold(desk, 2)
  await expect(calls).toContainText('sending in')
  await ana.heading('Thuý Nguyễn').focus()
  await ana.page.keyboard.press('z')
  await expect(field).toHaveValue(WORDS)
  await expect(calls.getByRole('listitem')).toHaveCount(1)
  await ana.heading('Thuý Nguyễn').focus()
  await ana.page.keyboard.press('l')
  await expect(calls).toBeHidden()
  await pass(desk)
  await desk.flag('conv_act_4', 'Mina', 'Park')
  await expect(ana.row('Mina Park')).toBeVisible()
  expect(popp.heard).toEqual([])
  expect(
    await db().outwardCall.count({ where: { organizationId: desk.organizationId, state: { not: 'cancelled' } } }),
  ).toBe(0)
})
