import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { SignedInMember } from '@/lib/members/domain'
import { cookieName, encodeSession } from '@/lib/members/session-cookie'
import type { AnsweredItem, RecordedCall } from './history-check'

/** A server that is being killed answers late or never. */
const TIMEOUT_MS = 8_000
const TRIES_MAX = 6
/** So often a client does not ask again what was never answered, and so never learns what became of it. */
const GIVES_UP = 0.3

/** What a client remembers of an item: as it was answered last. */
interface Seen extends AnsweredItem {
  snooze?: object | null
}
interface Wanted {
  kind: string
  method: 'POST' | 'PATCH' | 'DELETE'
  path: string
  itemId: string | null
  body?: Record<string, unknown>
}
interface Told {
  item?: Seen | null
  actionId?: string | null
  reason?: string
}

/**
 * A member at work: does one thing after the other, mostly what an item allows as she last saw it, and writes down every
 * call and answer. Time is read in one process, so that the calls of all clients can be put in order.
 */
export class HistoryClient {
  readonly calls: RecordedCall[] = []
  private readonly seen = new Map<string, Seen>()
  private lastAction: { id: string; itemId: string } | null = null
  private cookie = ''

  constructor(
    private readonly url: string,
    private readonly member: SignedInMember,
    private readonly itemIds: readonly string[],
    private readonly colleagues: readonly string[],
    private readonly random: () => number,
  ) {}

  async workUntil(isOver: () => boolean): Promise<void> {
    this.cookie = `${cookieName('session')}=${await encodeSession(this.member.sessionId)}`
    while (!isOver()) {
      await this.doOnce(this.choose(), isOver)
      await wait(this.random() * 60)
    }
  }

  /** Once, however often it has to be asked. */
  private async doOnce(wanted: Wanted, isOver: () => boolean) {
    const key = `key-${randomUUID()}`
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const call = await this.send(wanted, key, tries > 0)
      if (call.answer) return
      await wait(200 + this.random() * 600)
      if (this.random() < GIVES_UP || isOver()) return
    }
  }

  private async send(
    { kind, method, path, itemId, body }: Wanted,
    key: string,
    isRepeat: boolean,
  ): Promise<RecordedCall> {
    const { memberId } = this.member
    const call: RecordedCall = { memberId, kind, itemId, key, isRepeat, sentAt: now(), answeredAt: 0, answer: null }
    this.calls.push(call)
    const headers = { cookie: this.cookie, origin: new URL(this.url).origin, 'content-type': 'application/json' }
    try {
      const response = await fetch(`${this.url}/api/review-items${path}`, {
        method,
        headers: { ...headers, 'idempotency-key': key },
        body: body && JSON.stringify(kind === 'resolve' ? { ...body, idempotencyKey: key } : body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const told = (await response.json()) as Told
      call.answeredAt = now()
      this.take(call, response.status, told)
    } catch {
      // No answer: it may have been done or not.
      call.answeredAt = now()
    }
    return call
  }

  private take(call: RecordedCall, status: number, { item = null, actionId = null, reason = '' }: Told) {
    if (status >= 500) return
    if (item) {
      call.itemId = item.id
      this.seen.set(item.id, item)
    }
    if (status !== 200) {
      call.answer = { ok: false, reason: `${status} ${reason}` }
      return
    }
    call.answer = { ok: true, actionId, item }
    if (actionId && item && call.kind !== 'undo') this.lastAction = { id: actionId, itemId: item.id }
  }

  private choose(): Wanted {
    if (this.lastAction && this.random() < 0.15) return this.undo(this.lastAction)
    if (this.random() < 0.2) return { kind: 'claim-next', method: 'POST', path: '/claim-next', itemId: null }
    const mine = this.itemIds.filter((id) => this.seen.get(id)?.holder?.memberId === this.member.memberId)
    const id = this.pick(mine.length > 0 && this.random() < 0.7 ? mine : this.itemIds)
    return this.command(id, this.seen.get(id))
  }

  private undo({ id, itemId }: { id: string; itemId: string }): Wanted {
    return { kind: 'undo', method: 'POST', path: '/undo', itemId, body: { actionId: id } }
  }

  private command(id: string, seen: Seen | undefined): Wanted {
    const version = seen?.version ?? 0
    const on = (kind: string, method: Wanted['method'], part: string, body?: object): Wanted => ({
      ...{ kind, method, path: `/${id}/${part}`, itemId: id, body: body && { version, ...body } },
    })
    const claim = on('claim', 'POST', 'claim')
    const until = new Date(Date.now() + 1_000 + this.random() * 4_000).toISOString()
    const anyway = [
      on('snooze', 'POST', 'snooze', { until }),
      on('skip', 'POST', 'skip', { reason: 'later' }),
      on('hand-over', 'POST', 'hand-over', { to: { memberId: this.pick(this.colleagues) }, note: 'Yours?' }),
    ]
    if (seen?.state === 'resolved') return on('reopen', 'DELETE', 'resolution', { reason: 'Once more.' })
    if (seen?.snooze) return this.pick([on('wake', 'DELETE', 'snooze', {}), claim])
    if (seen?.holder?.memberId !== this.member.memberId) return this.pick([claim, claim, claim, ...anyway])
    return this.pick([
      on('extend', 'PATCH', 'claim', {}),
      on('hold', 'PATCH', 'claim', { holdMinutes: 30 }),
      on('release', 'DELETE', 'claim', {}),
      on('resolve', 'POST', 'resolution', { outcome: 'no-action-needed', reason: '' }),
      ...anyway,
    ])
  }

  private pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.random() * all.length)]!
  }
}

const now = () => performance.timeOrigin + performance.now()
