import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setHotkeysOn } from './hotkey-preference'
import { type HotkeyBindings, registerHotkeys } from './hotkey-registry'

// As much of a document as the registry asks: who listens, what has the focus, and whether a dialog is open.
class StandIn {
  constructor(private readonly selectors: string[]) {}
  private fits = (selector: string) => selector.split(',').some((one) => this.selectors.includes(one.trim()))
  matches = this.fits
  closest = (selector: string) => (this.fits(selector) ? this : null)
}
class StandInInput extends StandIn {
  constructor(readonly type: string) {
    super(['input'])
  }
}

let openDialogs: string[]
let listeners: ((event: KeyboardEvent) => void)[]
const stops: (() => void)[] = []

beforeEach(() => {
  openDialogs = []
  listeners = []
  vi.stubGlobal('Element', StandIn)
  vi.stubGlobal('HTMLInputElement', StandInInput)
  vi.stubGlobal('document', {
    addEventListener: (_: string, listener: (typeof listeners)[number]) => listeners.push(listener),
    removeEventListener: (_: string, listener: unknown) => {
      listeners = listeners.filter((one) => one !== listener)
    },
    querySelector: (selector: string) => openDialogs.find((dialog) => selector.includes(dialog)) ?? null,
  })
})
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  setHotkeysOn(true)
  vi.unstubAllGlobals()
})

const bind = (bindings: HotkeyBindings, inDialog = false) => {
  const stop = registerHotkeys({ bindings: () => bindings, inDialog })
  stops.push(stop)
  return stop
}
const PAGE = new StandIn(['body'])

function press(key: string, target: unknown = PAGE, more: Partial<KeyboardEvent> = {}) {
  const event = { key, target, defaultPrevented: false, preventDefault: vi.fn(), ...more }
  for (const listener of listeners) listener(event as unknown as KeyboardEvent)
  return event
}

/** "Claim" on Q, "next" on É, and the sequences, which nobody can move. */
function remapped() {
  const ran: string[] = []
  const run = (what: string) => () => void ran.push(what)
  bind({ q: run('claim'), é: { run: run('next'), repeat: true } })
  bind({ 'g c': run('conversations'), '?': run('keys') })
  return ran
}

test('a remapped key and a sequence do what they are bound to', () => {
  const ran = remapped()
  for (const key of ['q', 'c', 'É', 'g', 'c', 'g', 'q', '?']) press(key)
  expect(ran).toEqual(['claim', 'next', 'conversations', 'keys'])
})

test.each([
  ['a text field', new StandInInput('text')],
  ['a search field', new StandInInput('search')],
  ['a text area', new StandIn(['textarea'])],
  ['a select', new StandIn(['select'])],
  ['rich text', new StandIn(['[contenteditable="true"]'])],
  ['a combobox', new StandIn(['[role="combobox"]'])],
])('in %s nothing fires, and a sequence is not begun', (_, field) => {
  const ran = remapped()
  for (const key of ['q', 'é', '?', 'g', 'c']) expect(press(key, field).preventDefault).not.toHaveBeenCalled()
  press('g')
  press('c', field)
  press('c')
  expect(ran).toEqual([])
})

test('a checkbox and a button are not typed in', () => {
  const ran = remapped()
  press('q', new StandInInput('checkbox'))
  press('q', new StandIn(['button']))
  expect(ran).toEqual(['claim', 'claim'])
})

test.each(['dialog', 'alertdialog', 'menu', 'listbox'])('under an open %s only its own keys work', (role) => {
  const ran = remapped()
  const own = vi.fn()
  bind({ q: own }, true)
  openDialogs = [`[role="${role}"][data-state="open"]`]
  for (const key of ['q', 'é', 'g', 'c', '?']) press(key)
  expect(ran).toEqual([])
  expect(own).toHaveBeenCalledOnce()
})

test('off means off, from the next key on, and on is on again', () => {
  const ran = remapped()
  press('g')
  setHotkeysOn(false)
  for (const key of ['c', 'q', 'é', 'g', 'c', '?']) expect(press(key).preventDefault).not.toHaveBeenCalled()
  expect(ran).toEqual([])
  setHotkeysOn(true)
  press('c')
  press('q')
  expect(ran).toEqual(['claim'])
})

test('a key that something else has taken (an editor that waits for one) does nothing more', () => {
  const ran = remapped()
  press('q', PAGE, { defaultPrevented: true })
  expect(ran).toEqual([])
})

test('a held key moves, but decides nothing again', () => {
  const ran = remapped()
  for (const key of ['é', 'q']) press(key, PAGE, { repeat: true })
  expect(ran).toEqual(['next'])
})

test('what opened last has the key, and gives it back', () => {
  const [page, panel] = [vi.fn(), vi.fn()]
  bind({ r: page })
  const close = bind({ r: panel })
  press('r')
  close()
  stops.pop()
  press('r')
  expect([page, panel].map((run) => run.mock.calls.length)).toEqual([1, 1])
})
