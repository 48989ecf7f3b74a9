import { afterEach, expect, test } from 'vitest'
import { forgetPerProcess } from '@/lib/platform/singleton'
import { cookieName, cookieOptions } from './session-cookie'

const before = { ...process.env }
const servedAt = (APP_URL: string) => {
  Object.assign(process.env, {
    APP_URL,
    DATABASE_URL: 'postgres://a@b/c',
    APP_SECRET: 'kR8!x2mQz7Lw0pVb5TnY9sDf3GhJ6cXe',
  })
  forgetPerProcess('env')
}
afterEach(() => {
  process.env = { ...before }
  forgetPerProcess('env')
})

test.each(['https://desk.example', 'HTTPS://desk.example', 'Https://desk.example:8443'])(
  'over TLS, however it is written (%s), cookies are sent over TLS only',
  (url) => {
    servedAt(url)
    expect(cookieOptions()).toMatchObject({ secure: true, httpOnly: true, sameSite: 'lax' })
    expect(cookieName('session')).toBe('__Host-review-desk.session')
  },
)

test('without TLS the name has the port, and the browser is not told to keep the cookie for TLS', () => {
  servedAt('http://localhost:4000')
  expect(cookieOptions().secure).toBe(false)
  expect(cookieName('session')).toBe('review-desk-4000.session')
})
