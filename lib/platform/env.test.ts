import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { readEnv } from './env'

const good = { DATABASE_URL: 'postgres://a@b/c', APP_SECRET: 'kR8!x2mQz7Lw0pVb5TnY9sDf3GhJ6cXe' }

test('sensible defaults, and APP_URL follows the port', () => {
  expect(readEnv({ ...good, PORT: '4000' })).toMatchObject({
    PORT: 4000,
    APP_URL: 'http://localhost:4000',
    DEMO: false,
    ROLE: 'all',
  })
})

test.each([
  [{ PORT: 'abc' }, 'PORT'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
  [{ DATABASE_URL: undefined }, 'DATABASE_URL'],
  [{ ROLE: 'boss' }, 'ROLE'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent'],
  [{ APP_URL: 'not a url' }, 'APP_URL'],
  [{ SMTP_URL: 'https://mail.example.test' }, 'SMTP_URL must begin with smtp:// or smtps://'],
  [{ SMTP_URL: 'smtp://mail.example.test' }, 'SMTP_FROM'],
  [{ SMTP_URL: 'smtp://mail.example.test', SMTP_FROM: 'nobody' }, 'SMTP_FROM must be an address, or Name <address>'],
  [{ SMTP_FROM: 'A <a@example.test>\r\nBcc: b@example.test' }, 'SMTP_FROM'],
  [{ APP_SECRET: 'short' }, 'APP_SECRET'],
  [{ APP_SECRET: 'a'.repeat(64) }, 'APP_SECRET'],
  [{ APP_SECRET: 'passwordpasswordpasswordpassword123' }, 'APP_SECRET'],
  [{ APP_SECRET: 'PasswordpasswordPASSWORDpassword123!' }, 'APP_SECRET'],
  [{ APP_SECRET: '0123456789012345678901234567890123456789' }, 'APP_SECRET'],
  [{ APP_SECRET: 'change-me-change-me-change-me-change-me' }, 'APP_SECRET'],
  [{ APP_SECRET_GENERATED: '1' }, 'APP_SECRET'],
])('a bad value stops the start and names itself: %j', (change, name) => {
  expect(() => readEnv({ ...good, ...change })).toThrow(new RegExp(`^${name}( |$)`, 'm'))
})

test('a generated secret is good enough for the demo only', () => {
  expect(readEnv({ ...good, APP_SECRET_GENERATED: '1', DEMO: '1' }).DEMO).toBe(true)
})

test('no secret that chance made is called too simple: 32 hex digits, or 32 bytes in base64', () => {
  for (let n = 0; n < 2_000; n++) {
    const bytes = createHash('sha256').update(`chance ${n}`).digest()
    for (const APP_SECRET of [bytes.toString('hex').slice(0, 32), bytes.toString('base64')])
      expect(readEnv({ ...good, APP_SECRET }).APP_SECRET).toBe(APP_SECRET)
  }
})
