import { expect, test } from 'vitest'
import type { Macro } from '@/lib/macros/schema'
import { emptyMacro, readDraft, toDraft } from './macro-draft'

const macro: Macro = {
  ...{ id: 'one', name: 'Wrong number', key: '1', note: 'Wrong number.', shared: true, editable: true },
  ...{ outcome: 'no-action-needed', reason: 'No such person.', snooze: null },
}

test('a macro that is opened and saved unchanged stays as it is', () => {
  const { id: _, editable: __, ...request } = macro
  expect(readDraft(toDraft(macro))).toEqual({ request })
  const asleep = { ...macro, outcome: null, reason: null, snooze: 'monday' as const }
  expect(readDraft(toDraft(asleep))).toMatchObject({ request: { outcome: null, snooze: 'monday' } })
})

test('a reason is kept only with an outcome', () => {
  const draft = { ...toDraft(macro), decision: 'snooze:hour' }
  expect(readDraft(draft)).toMatchObject({ request: { outcome: null, reason: null, snooze: 'hour' } })
})

test('what is missing is named by field', () => {
  expect(readDraft(emptyMacro)).toEqual({
    errors: { name: 'A macro needs a name.', note: 'A macro needs a note, an outcome or a snooze.' },
  })
})
