import { mayReply, replyCalls } from '@/lib/outbox/act-store'
import { newId } from '@/lib/platform/ids'
import { Prisma } from '@/prisma/generated/client'
import { leaseEnd } from './claim-store'
import { type Actor, change, isMine, type Marks, type Target, wantedRows } from './transition-store'

const { sql } = Prisma

/** Wants the words sent to the candidate of an item that the member holds; whoever writes to her works on it. */
export const reply = (actor: Actor, target: Target, words: string, marks?: Marks) =>
  change(actor, {
    kind: 'reply',
    chosen: wantedRows(actor, [target], sql`${isMine(actor.memberId)} AND ${mayReply}`),
    set: sql`lease_until = greatest(i.lease_until, ${leaseEnd})`,
    also: replyCalls(actor.memberId, newId(), words),
    marks,
  })
