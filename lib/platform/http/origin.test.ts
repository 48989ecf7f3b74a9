import { expect, test } from 'vitest'
import { isOwnOrigin } from './origin'

const own = (appUrl: string, headers: Record<string, string>) => isOwnOrigin(new Headers(headers), appUrl)
const desk = 'https://desk.example.com'
const demo = 'http://localhost:3000'

test.each([
  [desk, { origin: desk }],
  [desk, { 'sec-fetch-site': 'same-origin' }],
  [demo, { origin: demo, host: 'localhost:3000' }],
  [demo, { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
  [demo, { origin: 'http://[::1]:3000', host: '[::1]:3000' }],
])('a change from our own page passes: %s %j', (appUrl, headers) => {
  expect(own(appUrl, headers)).toBe(true)
})

test.each([
  [desk, {}],
  [desk, { origin: 'https://evil.example' }],
  [desk, { origin: 'http://desk.example.com' }],
  [desk, { origin: 'https://desk.example.com:8443' }],
  [desk, { origin: 'https://desk.example.com.evil.example' }],
  [desk, { origin: 'null' }],
  [desk, { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
  [desk, { 'sec-fetch-site': 'same-site' }],
  [desk, { 'sec-fetch-site': 'cross-site' }],
  [desk, { 'sec-fetch-site': 'none' }],
  // A real address does not make the visitor's own machine one of us.
  [desk, { origin: 'http://localhost:3000', host: 'localhost:3000' }],
  // Another program on this machine, on another port.
  [demo, { origin: 'http://localhost:8080', host: 'localhost:3000' }],
  // A name that somebody points to 127.0.0.1.
  [demo, { origin: 'http://evil.example:3000', host: 'evil.example:3000' }],
  [demo, { origin: 'http://localhost.evil.example:3000', host: 'localhost.evil.example:3000' }],
])('a change from anywhere else is refused: %s %j', (appUrl, headers) => {
  expect(own(appUrl, headers)).toBe(false)
})
