import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import {
  EMPTY_STYLE_HASH,
  isHttps,
  NON_PAGE_POLICY,
  pagePolicy,
  SONNER_STYLE_HASH,
  securityHeaders,
} from './security-headers'

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split('; ').map((directive) => {
      const [name, ...sources] = directive.split(' ')
      return [name!, sources]
    }),
  )
}

describe('pagePolicy in production', () => {
  const policy = directives(pagePolicy({ nonce: 'abc123', https: true }))

  it('runs no script but those with the nonce and what they load', () => {
    expect(policy.get('script-src')).toEqual(["'self'", "'nonce-abc123'", "'strict-dynamic'"])
    expect(policy.get('script-src-attr')).toEqual(["'none'"])
  })

  it('takes no inline style element without the nonce or a known hash', () => {
    const hashes = [`'${EMPTY_STYLE_HASH}'`, `'${SONNER_STYLE_HASH}'`]
    expect(policy.get('style-src-elem')).toEqual(["'self'", "'nonce-abc123'", ...hashes])
  })

  it.each(['object-src', 'frame-src', 'base-uri', 'frame-ancestors'])('%s is none', (name) => {
    expect(policy.get(name)).toEqual(["'none'"])
  })

  it.each(['default-src', 'connect-src', 'form-action', 'font-src'])('%s is this origin only', (name) => {
    expect(policy.get(name)).toEqual(["'self'"])
  })

  it('names each directive once, since the browser ignores the second', () => {
    const names = pagePolicy({ nonce: 'n', https: true })
      .split('; ')
      .map((directive) => directive.split(' ')[0])
    expect(new Set(names).size).toBe(names.length)
  })

  it('upgrades addresses to https only where https is served', () => {
    expect(policy.has('upgrade-insecure-requests')).toBe(true)
    expect(directives(pagePolicy({ nonce: 'n', https: false })).has('upgrade-insecure-requests')).toBe(false)
  })
})

it('evaluates code only in development', () => {
  expect(pagePolicy({ nonce: 'n', https: false })).not.toContain('unsafe-eval')
  expect(pagePolicy({ nonce: 'n', https: false, development: true })).toContain('unsafe-eval')
})

it('knows the style that sonner writes: a new version with another style fails here, not in the browser', () => {
  const source = readFileSync(
    createRequire(import.meta.url)
      .resolve('sonner')
      .replace(/\.js$/, '.mjs'),
    'utf8',
  )
  const style = JSON.parse(/__insertCSS\(("(?:[^"\\]|\\.)*")\)/s.exec(source)![1]!) as string
  const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`
  expect(SONNER_STYLE_HASH).toBe(hashOf(style))
  expect(EMPTY_STYLE_HASH).toBe(hashOf(''))
})

it('lets an answer that is not a page load nothing', () => {
  expect(NON_PAGE_POLICY).toBe("default-src 'none'; frame-ancestors 'none'")
})

describe('securityHeaders', () => {
  it('binds browsers to https only when people reach us over https', () => {
    expect(securityHeaders({ https: true })['strict-transport-security']).toMatch(/^max-age=31536000/)
    expect(securityHeaders({ https: false })).not.toHaveProperty('strict-transport-security')
  })

  it('forbids sniffing, framing, foreign referrers and devices', () => {
    const headers = securityHeaders({ https: false })
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-frame-options']).toBe('DENY')
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['permissions-policy']).toContain('camera=()')
  })
})

it.each([
  ['https://desk.example', true],
  ['HTTPS://desk.example', true],
  ['http://localhost:3000', false],
  [undefined, false],
])('%s counts as https: %s', (appUrl, expected) => {
  expect(isHttps(appUrl)).toBe(expected)
})
