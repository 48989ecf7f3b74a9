import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { perProcess } from '@/lib/platform/singleton'
import { createSlots } from './slots'

/** OWASP's first choice for scrypt: 128 MiB and about 0.4 s of one core per hash. */
const LOG2_N = 17
const BLOCK_SIZE = 8
const PARALLELISM = 1
const KEY_BYTES = 32
const SALT_BYTES = 16
/** scrypt needs 128 · N · r bytes; Node refuses above this. */
const MAX_MEMORY_BYTES = 256 * 1024 * 1024
/** So many hashes at once, of the four threads that Node has for such work: sign-ins must not starve the rest. */
const AT_ONCE = 2

/** Written with its parameters (`scrypt$17$8$1$salt$hash`), so that they can be raised and old hashes still verify. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(password, salt, LOG2_N, BLOCK_SIZE, PARALLELISM)
  return ['scrypt', LOG2_N, BLOCK_SIZE, PARALLELISM, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** A hash of nobody's password, with the same parameters as everybody's. */
const NOBODY = `scrypt$${LOG2_N}$${BLOCK_SIZE}$${PARALLELISM}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** Constant time; an account that is unknown or has no password (null) costs the same as one that has. */
export async function verifyPassword(password: string, encoded: string | null): Promise<boolean> {
  const [, log2N, r, p, salt = '', hash = ''] = (encoded ?? NOBODY).split('$')
  const expected = Buffer.from(hash, 'base64url')
  const actual = await derive(password, Buffer.from(salt, 'base64url'), Number(log2N), Number(r), Number(p))
  return timingSafeEqual(actual, expected) && encoded !== null
}

const slots = () => perProcess('password-slots', () => createSlots(AT_ONCE))

function derive(password: string, salt: Buffer, log2N: number, r: number, p: number): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** log2N, r, p, maxmem: MAX_MEMORY_BYTES }
  // NFKC: one password, whichever keyboard composed its letters.
  return slots()(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
          error ? reject(error) : resolve(key),
        )
      }),
  )
}
