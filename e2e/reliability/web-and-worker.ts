import { afterAll, beforeAll, expect } from 'vitest'
import type { SignedInMember } from '@/lib/members/domain'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { type MemberApi, memberApi } from '../member-api'
import type { DeskProcess } from './desk-process'
import { startWebProcess, type WebProcess } from './web-process'
import { startWorkerProcess } from './worker-process'

interface WebAndWorker {
  web: WebProcess
  worker: DeskProcess
  /** The browser API as this member's browser calls it. */
  as: (member: SignedInMember) => Promise<MemberApi>
  /** As the supervisor does for a worker that is gone. */
  startWorker: () => Promise<void>
}

/** The real web and worker of the calling test file, which has `useTestDatabase()` before it. */
export function useWebAndWorker(): WebAndWorker {
  const both = {
    as: (member) => memberApi(both.web.url, member),
    startWorker: async () => {
      both.worker = await startWorkerProcess({ LOG_LEVEL: 'silent' })
    },
  } as WebAndWorker
  beforeAll(async () => {
    both.web = await startWebProcess('own', { APP_URL: env().APP_URL, LOG_LEVEL: 'fatal' })
    await both.startWorker()
  }, 300_000)
  afterAll(() => Promise.all([both.web?.stop(), both.worker?.stop()]))
  return both
}

/** Resolves when the worker has nothing left to apply for the organization. */
export const allApplied = ({ organizationId }: { organizationId: string }, timeout = 60_000) =>
  expect
    .poll(() => db().eventWork.count({ where: { organizationId, state: 'pending' } }), { timeout, interval: 50 })
    .toBe(0)

/** Makes the worker look for failures at once instead of every few seconds. */
export const lookNow = ({ organizationId }: { organizationId: string }) =>
  db().schedule.updateMany({ where: { organizationId, name: 'watch' }, data: { nextAt: new Date(0) } })
