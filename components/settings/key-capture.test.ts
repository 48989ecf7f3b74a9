import { describe, expect, it } from 'vitest'
import { captureKey } from './key-capture'

const plain = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false }
const press = (key: string, change: Partial<typeof plain> = {}) => captureKey({ ...plain, key, ...change })

describe('captureKey', () => {
  it.each([
    ['q', 'q'],
    ['Q', 'q'],
    [';', ';'],
    ['É', 'é'],
  ])('takes %s as %s', (pressed, key) => expect(press(pressed)).toEqual({ kind: 'key', key }))

  it('leaves on Escape', () => expect(press('Escape')).toEqual({ kind: 'cancelled' }))

  it.each(['Tab', 'Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'F5'])('waits on through %s', (key) =>
    expect(press(key)).toEqual({ kind: 'ignored' }),
  )

  it.each(['ctrlKey', 'metaKey', 'altKey', 'isComposing'] as const)('leaves a letter with %s to the browser', (with_) =>
    expect(press('q', { [with_]: true })).toEqual({ kind: 'ignored' }),
  )

  it.each([
    ['g', 'G begins “G then …”.'],
    ['G', 'G begins “G then …”.'],
    ['?', '? shows all keys.'],
    ['3', 'Digits choose outcomes.'],
    ['Enter', 'Enter opens.'],
    [' ', 'A shortcut is one letter or sign.'],
    ['ArrowDown', 'A shortcut is one letter or sign.'],
    ['Dead', 'A shortcut is one letter or sign.'],
  ])('refuses %j and says why', (key, why) => expect(press(key)).toEqual({ kind: 'refused', why }))
})
