import { describe, expect, it } from 'vitest'
import { actionIds, keyMapOf } from '@/lib/members/key-actions'
import { bindingsOf, isAction, KEY_TABLE, keysFor } from './keys'
import { isCurrent } from './nav'
import { shouldRetry } from './query-client'
import { parseTheme, themeAttribute } from './theme'

describe('the theme cookie', () => {
  it.each([
    ['light', 'light'],
    ['dark', 'dark'],
    ['system', undefined],
    [undefined, undefined],
    ['"><script>', undefined],
  ])('%j puts data-theme=%j on the page', (cookie, attribute) => {
    expect(themeAttribute(parseTheme(cookie))).toBe(attribute)
  })
})

describe('isCurrent', () => {
  it('marks a section on its own page and below it, not on a neighbour with the same beginning', () => {
    expect(isCurrent('/inbox', '/inbox')).toBe(true)
    expect(isCurrent('/inbox/01J8', '/inbox')).toBe(true)
    expect(isCurrent('/inbox-archive', '/inbox')).toBe(false)
  })
})

describe('keysFor', () => {
  it('does not offer a recruiter a key to a screen she does not have', () => {
    const whats = keysFor(['i', 'c']).flatMap((group) => group.lines.map((line) => line.what))
    expect(whats).toContain('Conversations')
    expect(whats).not.toContain('Deliveries')
  })

  it('has one meaning for each key', () => {
    const keys = keysFor(['i', 'c', 'd', 's']).flatMap((group) => group.lines.map((line) => line.keys.join(' ')))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('shows every action in one place, on the key that this member has it', () => {
    const shown = KEY_TABLE.flatMap((group) => group.lines.filter(isAction))
    expect([...shown].sort()).toEqual([...actionIds].sort())
    const lines = keysFor([], keyMapOf({ claim: 'q' })).flatMap((group) => group.lines)
    expect(lines).toContainEqual({ keys: ['Q'], what: 'Claim, or extend my claim' })
  })
})

describe('bindingsOf', () => {
  const claim = () => {}
  it('binds actions to the member’s keys, and leaves nothing on their defaults', () => {
    expect(bindingsOf(keyMapOf({ claim: 'q' }), { claim, next: { run: claim, repeat: true } })).toEqual({
      q: claim,
      j: { run: claim, repeat: true },
    })
  })
})

describe('shouldRetry', () => {
  it.each([400, 401, 403, 404, 409, 422])('does not ask again after a refusal with %i', (status) => {
    expect(shouldRetry(0, { status })).toBe(false)
  })

  it('asks again twice when the network or the server was away', () => {
    expect(shouldRetry(0, new TypeError('Failed to fetch'))).toBe(true)
    expect(shouldRetry(1, { status: 503 })).toBe(true)
    expect(shouldRetry(2, { status: 503 })).toBe(false)
  })
})
