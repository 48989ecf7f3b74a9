import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { sha256 } from '@/lib/platform/crypto'
import { env } from '@/lib/platform/env'
import { perProcess } from '@/lib/platform/singleton'

/** Set by our server, read by the route. Its value is a secret of the process: no sender can write it. */
const HEADER = 'x-review-desk-direct'
const mark = () => perProcess('direct-mark', () => randomBytes(16).toString('hex'))

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
/** Whoever sends one of these speaks for somebody else: a proxy on this machine is loopback, its visitors are not. */
const RELAYED = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-host', 'x-forwarded-proto']

/** Marks a request that came from this machine itself, before anything rewrites its headers. */
export function markDirect(request: IncomingMessage): void {
  delete request.headers[HEADER]
  const isLoopback = LOOPBACK.has(request.socket.remoteAddress ?? '')
  if (isLoopback && !RELAYED.some((name) => name in request.headers)) request.headers[HEADER] = mark()
}

/** With METRICS_TOKEN whoever bears it; without, only this machine itself. */
export function mayReadMetrics(headers: Headers): 'yes' | 'wrong-token' | 'not-from-here' {
  const token = env().METRICS_TOKEN
  if (token) return sameText(headers.get('authorization') ?? '', `Bearer ${token}`) ? 'yes' : 'wrong-token'
  return headers.get(HEADER) === mark() ? 'yes' : 'not-from-here'
}

const sameText = (a: string, b: string) => timingSafeEqual(sha256(a), sha256(b))
