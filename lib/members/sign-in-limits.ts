import { rateLimit } from '@/lib/platform/rate-limit'

const seconds = 15 * 60

/** One person mistyping, from one place. */
const perEmailAndAddress = () => rateLimit('sign-in-email-and-address', { points: 8, seconds })
/** One address: an office of many people behind it still gets in, a list of stolen passwords does not. */
const perAddress = () => rateLimit('sign-in-address', { points: 60, seconds })
/** One account, from anywhere: high enough that a stranger does not easily lock its owner out. */
const perEmail = () => rateLimit('sign-in-email', { points: 40, seconds })

/**
 * Counts one attempt, before the password is looked at, so that a burst in parallel gains nothing. Kept in each web
 * process's memory: with several of them, or a restart, an attacker gets that many times the attempts.
 * @returns null, or the seconds to wait before the next one
 */
export async function countAttempt(email: string, address: string): Promise<number | null> {
  // One after the other: an attempt that is refused does not count against the wider limits.
  const hits = [
    () => perEmailAndAddress().hit(`${address} ${email}`),
    () => perAddress().hit(address),
    () => perEmail().hit(email),
  ]
  for (const hit of hits) {
    const result = await hit()
    if (!result.ok) return result.retryAfterSeconds
  }
  return null
}

/** The password was right: forgets the typing errors before it, and counts nothing against the others behind the address. */
export async function forgiveAttempt(email: string, address: string): Promise<void> {
  await perEmailAndAddress().reset(`${address} ${email}`)
  await perAddress().giveBack(address)
  await perEmail().giveBack(email)
}
