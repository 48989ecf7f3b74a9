import { afterEach, beforeEach } from 'vitest'
import type { OutwardKind } from '@/lib/outbox/schema'
import { claimItem } from '@/lib/reviews/claim-service'
import { resolveItem } from '@/lib/reviews/decision-service'
import { replyToCandidate } from '@/lib/reviews/reply-service'
import { handlers } from '@/lib/worker/outward'
import { runOutward } from '@/lib/worker/outward-loop'
import { db } from '../db'
import { newId } from '../ids'
import { forgetPerProcess } from '../singleton'
import { granted } from './commands'
import { createDesk } from './desk'
import { connectPopp } from './popp-connection'
import { type PoppPeer, startPoppPeer } from './popp-peer'

export const WORDS = 'When can you start?'
export const ALL_DONE = ['take-over done', 'reply done', 'hand-back done']

/** Popp as it should be: it keeps what is sent to it. */
interface Popp extends PoppPeer {
  /** Who has the conversation, and what was written, in the order in which it came. */
  heard: string[]
  messages: { id: string; role: string; text: string; createdAt: string }[]
  /** Behaves as it should, again. */
  work: () => void
}

/** What a call to Popp's messages says. */
export const textOf = (body: string) => (JSON.parse(body) as { message: string }).message

/** A Popp for each test, the worker that acts in it, and scenes on its stage. Needs `useTestDatabase()` in the calling file. */
export function useActingWorld() {
  const popp = {} as Popp
  let stop: (() => Promise<void>) | null = null
  const stopWorker = async () => {
    await stop?.()
    stop = null
  }
  beforeEach(async () => {
    forgetPerProcess('popp-circuits')
    Object.assign(popp, await startPoppPeer(), { heard: [], messages: [], work: () => popp.behave(asItShould(popp)) })
    popp.work()
  })
  afterEach(async () => {
    await stopWorker()
    await popp.close()
  })
  const startWorker = () => {
    const end = new AbortController()
    const running = runOutward(handlers, end.signal, { everyMs: 10 })
    stop = async () => {
      end.abort()
      await running
    }
  }
  return { popp, startWorker, stopWorker, createScene: () => createScene(popp.baseUrl) }
}

const asItShould =
  (popp: Popp): Parameters<PoppPeer['behave']>[0] =>
  ({ method, path, body }) => {
    if (method === 'GET') return { json: { data: popp.messages, nextToken: null } }
    const act = path.split('/').at(-1)!.split('?')[0]!
    popp.heard.push(act)
    if (act === 'messages')
      popp.messages.push({
        ...{ id: newId(), role: 'recruiter', createdAt: new Date().toISOString() },
        text: textOf(body),
      })
    return { json: {} }
  }

/** A member, an item of hers, and what she does with it. */
async function createScene(baseUrl: string) {
  const desk = await createDesk()
  const ada = await desk.member()
  await connectPopp(desk.organizationId, baseUrl)
  const item = await desk.reviewItem()
  const version = async () => (await db().reviewItem.findFirstOrThrow({ where: { id: item.id } })).version
  const where = { organizationId: desk.organizationId }
  return {
    ...{ desk, ada, ...item, where },
    claim: () => granted(claimItem(ada, item.id)),
    reply: async () => granted(replyToCandidate(ada, item.id, { version: await version(), text: WORDS })),
    resolve: async () =>
      granted(
        resolveItem(ada, item.id, {
          ...{ version: await version(), outcome: 'answered-candidate', reason: '', idempotencyKey: newId() },
        }),
      ),
    /** Ten seconds later, or however long a pause is. */
    due: (kind?: OutwardKind) =>
      db().outwardCall.updateMany({ where: { ...where, kind, state: 'waiting' }, data: { dueAt: new Date(0) } }),
    states: async () =>
      (await db().outwardCall.findMany({ where, orderBy: { createdAt: 'asc' } })).map(
        ({ kind, state }) => `${kind} ${state}`,
      ),
  }
}
