import { expect, test } from 'vitest'
import { GET } from '@/app/api/members/route'
import { db } from '@/lib/platform/db'
import { TestBrowser } from '@/lib/platform/testing/browser'
import { useTestDatabase } from '@/lib/platform/testing/database'
import { createDesk } from '@/lib/platform/testing/desk'
import { memberList } from './schema'
import { listMembers } from './service'

useTestDatabase()

test('the active members of my organization, by name, and nothing else of them', async () => {
  const [desk, foreign] = [await createDesk(), await createDesk()]
  const zoe = await desk.member('recruiter', 'Zoë Adler')
  const ana = await desk.member('admin', 'ana pereira')
  const left = await desk.member('recruiter', 'Left Long-Ago')
  const disabled = await desk.member('recruiter', 'Dis Abled')
  await foreign.member('recruiter', 'Somebody Else')
  const deactivatedAt = new Date()
  await db().member.update({
    where: { organizationId_id: { organizationId: desk.organizationId, id: left.memberId } },
    data: { deactivatedAt },
  })
  await db().user.update({ where: { id: disabled.userId }, data: { disabledAt: deactivatedAt } })
  expect(await listMembers(zoe)).toEqual({
    members: [
      { memberId: ana.memberId, name: 'ana pereira', role: 'admin' },
      { memberId: zoe.memberId, name: 'Zoë Adler', role: 'recruiter' },
    ],
  })
})

test('the route answers in the shape that screens read', async () => {
  const auditor = await (await createDesk()).member('auditor', 'Otto')
  const browser = await TestBrowser.of(auditor)
  const response = await GET(browser.request('/api/members'), { params: Promise.resolve({}) })
  expect(memberList.parse(await response.json()).members).toEqual([
    { memberId: auditor.memberId, name: 'Otto', role: 'auditor' },
  ])
})
