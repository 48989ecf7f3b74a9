import { describe, expect, it, test } from 'vitest'
import { changePreferences, defaultPreferences, preferences, preferencesPatch } from './preferences'

describe('what is stored', () => {
  it.each([{}, null, undefined, [], 'text', 7, { keys: [] }, { keys: null, afterResolve: 3, shortcuts: 'no' }])(
    '%j reads as the defaults',
    (stored) => expect(preferences.parse(stored)).toEqual(defaultPreferences),
  )

  it('a broken field costs only itself', () => {
    const stored = { afterResolve: 'list', shortcuts: 'maybe', keys: { claim: 'q', note: 7, fly: 'f', undo: 'Ctrl' } }
    expect(preferences.parse(stored)).toEqual({ afterResolve: 'list', shortcuts: true, keys: { claim: 'q' } })
  })
})

describe('a change', () => {
  it('touches only what it names', () => {
    const now = { ...defaultPreferences, shortcuts: false, keys: { claim: 'q' } }
    expect(changePreferences(now, { afterResolve: 'stay' })).toEqual({
      ok: true,
      preferences: { afterResolve: 'stay', shortcuts: false, keys: { claim: 'q' } },
    })
    expect(changePreferences(now, { keys: { note: 'w' }, shortcuts: undefined })).toMatchObject({
      preferences: { shortcuts: false, keys: { claim: 'q', note: 'w' } },
    })
  })

  it('of null puts a key back to its default', () => {
    const now = { ...defaultPreferences, keys: { claim: 'q' } }
    expect(changePreferences(now, { keys: { claim: null } })).toMatchObject({ preferences: { keys: {} } })
  })

  it('is refused with the name of the other when two would share a key', () => {
    const refused = { ok: false, reason: 'key-taken' }
    expect(changePreferences(defaultPreferences, { keys: { claim: 'n' } })).toEqual({
      ...refused,
      action: 'claim',
      key: 'n',
      by: 'claim-next',
    })
    const away = { ...defaultPreferences, keys: { claim: 'q', note: 'c' } }
    expect(changePreferences(away, { keys: { claim: null } })).toMatchObject({
      ...refused,
      action: 'claim',
      by: 'note',
    })
  })

  it('drops a stored key that did not count, which would count by surprise later', () => {
    const broken = { ...defaultPreferences, keys: { claim: 'n' } }
    expect(changePreferences(broken, { keys: { 'claim-next': 'q' } })).toMatchObject({
      preferences: { keys: { 'claim-next': 'q' } },
    })
    expect(changePreferences(broken, { shortcuts: false })).toMatchObject({ ok: true, preferences: { keys: {} } })
  })

  it('may swap two keys at once', () => {
    const keys = { claim: 'n', 'claim-next': 'c' }
    expect(changePreferences(defaultPreferences, { keys })).toMatchObject({ ok: true, preferences: { keys } })
  })
})

test.each([{ afterResolve: 'fly' }, { shortcuts: 'no' }, { keys: { claim: 'g' } }, { keys: { claim: 'Enter' } }])(
  'a patch of %j is refused',
  (patch) => expect(preferencesPatch.safeParse(patch).success).toBe(false),
)
