import { describe, expect, it } from 'vitest'
import { actionIds, keyActions, keyCap, keyMapOf, mayBeKey, takenBy } from './key-actions'

describe('keyMapOf', () => {
  it('is the design’s keys until something is remapped, each with one meaning', () => {
    const keys = keyMapOf({})
    expect(keys).toMatchObject({
      next: 'j',
      previous: 'k',
      claim: 'c',
      skip: 's',
      'hand-over': 'o',
      hold: 'p',
      undo: 'z',
    })
    expect(new Set(Object.values(keys)).size).toBe(actionIds.length)
    expect(Object.values(keys).filter((key) => !mayBeKey(key))).toEqual([])
  })

  it('moves what is remapped, and nothing stays on the old key', () => {
    const keys = keyMapOf({ claim: 'q' })
    expect(keys.claim).toBe('q')
    expect(Object.values(keys)).not.toContain('c')
  })

  it('swaps two keys', () => {
    expect(keyMapOf({ claim: 'n', 'claim-next': 'c' })).toMatchObject({ claim: 'n', 'claim-next': 'c' })
  })

  it.each([
    ['the key of another', { claim: 'n' }],
    ['one key for two', { claim: 'q', release: 'q' }],
    ['a key that is fixed', { claim: 'g', release: '?', note: '1' }],
    ['no key', { claim: '', release: 'ctrl', note: ' ' }],
  ])('%s does not count', (_, remapped) => {
    expect(keyMapOf(remapped)).toEqual(keyMapOf({}))
  })

  it('a remapped key whose place was given up, and taken back by a broken entry, does not count either', () => {
    // "claim-next" has left N for Q, but Q is taken twice, so it is on N again: "claim" cannot be there.
    expect(keyMapOf({ claim: 'n', 'claim-next': 'q', release: 'q' })).toEqual(keyMapOf({}))
  })
})

it('takenBy names the other action, and not the action itself', () => {
  expect(takenBy(keyMapOf({}), 'claim', 'n')).toBe('claim-next')
  expect(takenBy(keyMapOf({}), 'claim', 'c')).toBeNull()
  expect(takenBy(keyMapOf({ claim: 'q' }), 'release', 'c')).toBeNull()
})

it.each(['j', '/', ';', 'é', 'ж', '+'])('%s may be a key', (key) => expect(mayBeKey(key)).toBe(true))

it.each(['g', '?', '1', '٣', ' ', '\u0000', 'J', 'jj', 'enter', '', '\ud800'])('%j may not be a key', (key) =>
  expect(mayBeKey(key)).toBe(false),
)

it('prints a key as it stands on the keyboard', () => {
  expect([keyCap('j'), keyCap('/'), keyCap('é'), keyCap('ß')]).toEqual(['J', '/', 'É', 'ß'])
})

it('every action has words of its own', () => {
  const words = Object.values(keyActions).map(({ what }) => what)
  expect(new Set(words).size).toBe(words.length)
})
