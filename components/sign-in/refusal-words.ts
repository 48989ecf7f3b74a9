import type { SignInAnswer } from '@/lib/members/client'

type Refusal = Extract<SignInAnswer, { ok: false }>

/** Why somebody is not signed in, and what to do about it. `clock` writes a moment as the reader's time of day. */
export function refusalWords(refusal: Refusal, now: number, clock: (at: number) => string): string {
  switch (refusal.reason) {
    case 'wrong-credentials':
      return 'The e-mail address or the password is wrong.'
    case 'too-many-attempts':
      return `Too many attempts. Try again ${waitWords(refusal.retryAfterSeconds, now, clock)}.`
    case 'unavailable':
      return 'Sign-in does not answer right now. It has nothing to do with what you typed. Try again in a moment.'
  }
}

/** "in 40 seconds", "at 14:32, in 13 minutes": rounded up, so that who waits as told is let in. */
function waitWords(seconds: number, now: number, clock: (at: number) => string): string {
  if (seconds <= 60) return `in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  const minutes = Math.ceil(seconds / 60)
  return `at ${clock(now + minutes * 60_000)}, in ${minutes} minutes`
}
