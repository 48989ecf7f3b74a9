import { describe, expect, it } from 'vitest'
import { type KeyPress, type Pending, SEQUENCE_MS, stepHotkeys } from './hotkeys'

const BOUND = new Set(['j', 'c', 'enter', '/', '?', '1', 'g i', 'g c'])

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  ...change,
})

/** Presses one after the other, 100 ms apart, and what they hit. */
function hits(...presses: KeyPress[]): string[] {
  let pending: Pending
  return presses.flatMap((key, index) => {
    const step = stepHotkeys(pending, key, BOUND, index * 100)
    pending = step.pending
    return step.hit ?? []
  })
}

describe('keys that were put elsewhere', () => {
  /** "Claim" is on Q, and on C is nothing but the end of "G then C". */
  const remapped = new Set(['q', 'é', ';', 'g i', 'g c'])
  const hitsOf = (...presses: KeyPress[]) => {
    let pending: Pending
    return presses.flatMap((key, index) => {
      const step = stepHotkeys(pending, key, remapped, index * 100)
      pending = step.pending
      return step.hit ?? []
    })
  }

  it('hits the new key, in any case, and the old one no more', () => {
    expect(hitsOf(press('q'), press('Q'), press('c'), press('É'))).toEqual(['q', 'q', 'é'])
  })

  it('takes a sign that needs Shift on some keyboards', () => {
    expect(hitsOf(press(';', { shiftKey: true }))).toEqual([';'])
  })

  it('leaves sequences whole: their second key is not an action’s', () => {
    expect(hitsOf(press('g'), press('c'))).toEqual(['g c'])
    expect(hitsOf(press('g'), press('q'), press('q'))).toEqual(['q'])
  })

  it.each(['ctrlKey', 'metaKey', 'altKey'] as const)('leaves the new key with %s to the browser', (modifier) => {
    expect(hitsOf(press('q', { [modifier]: true }))).toEqual([])
  })
})

describe('stepHotkeys', () => {
  it('hits single keys, named keys and symbols', () => {
    expect(hits(press('j'), press('Enter'), press('/'), press('?', { shiftKey: true }))).toEqual([
      'j',
      'enter',
      '/',
      '?',
    ])
  })

  it('hits a letter typed with caps lock on', () => {
    expect(hits(press('J'))).toEqual(['j'])
  })

  it.each(['ctrlKey', 'metaKey', 'altKey', 'shiftKey'] as const)(
    'leaves a letter with %s to the browser',
    (modifier) => {
      const step = stepHotkeys(undefined, press('c', { [modifier]: true }), BOUND, 0)
      expect(step).toEqual({ pending: undefined, swallow: false })
    },
  )

  it('tells Shift with a letter from the letter, and hits it only where it is bound', () => {
    const bound = new Set(['j', 'shift+j', 'g i'])
    const hitOf = (key: string, shiftKey: boolean) => stepHotkeys(undefined, press(key, { shiftKey }), bound, 0).hit
    expect([hitOf('J', true), hitOf('j', true), hitOf('j', false), hitOf('C', true)]).toEqual([
      'shift+j',
      'shift+j',
      'j',
      undefined,
    ])
    const { pending } = stepHotkeys(undefined, press('g'), bound, 0)
    expect(stepHotkeys(pending, press('J', { shiftKey: true }), bound, 100)).toEqual({
      pending: undefined,
      swallow: true,
    })
  })

  it('leaves Shift+Enter alone and takes a digit that needs Shift on a French keyboard', () => {
    expect(hits(press('Enter', { shiftKey: true }), press('1', { shiftKey: true }))).toEqual(['1'])
  })

  it('leaves a word being composed alone', () => {
    expect(hits(press('j', { isComposing: true }))).toEqual([])
  })

  it('completes a sequence, and does not hit its second key alone', () => {
    expect(hits(press('g'), press('c'))).toEqual(['g c'])
  })

  it('claims nothing when the second key of a sequence is wrong', () => {
    expect(hits(press('g'), press('j'), press('j'))).toEqual(['j'])
  })

  it('keeps a sequence open while Shift goes down and up', () => {
    expect(hits(press('g'), press('Shift', { shiftKey: true }), press('i'))).toEqual(['g i'])
  })

  it('keeps a sequence open while its first key is held', () => {
    expect(hits(press('g'), press('g', { repeat: true }), press('i'))).toEqual(['g i'])
  })

  it('drops a sequence on a modifier, so that G Ctrl+C copies and then C claims', () => {
    expect(hits(press('g'), press('c', { ctrlKey: true }), press('c'))).toEqual(['c'])
  })

  it('forgets the first key after a while', () => {
    const { pending } = stepHotkeys(undefined, press('g'), BOUND, 0)
    expect(stepHotkeys(pending, press('c'), BOUND, SEQUENCE_MS).hit).toBe('g c')
    expect(stepHotkeys(pending, press('c'), BOUND, SEQUENCE_MS + 1).hit).toBe('c')
  })

  it('does not wait where no sequence begins', () => {
    const step = stepHotkeys(undefined, press('g'), new Set(['c']), 0)
    expect(step).toEqual({ pending: undefined, swallow: false })
  })
})
