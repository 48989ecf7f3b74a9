import { expect, test } from 'vitest'
import { type AlertSettings, saveAlertSettingsRequest } from '@/lib/issues/schema-settings'
import { toDraft, toRequest } from './alert-draft'

const saved: AlertSettings = {
  ...{ version: 3, mailTo: ['a@example.test', 'b@example.test'], chatHost: 'hooks.example.test', mailFrom: null },
  ...{ silenceMinutes: null, lagSeconds: 60 },
}

test('what is not touched is saved as it was, the chat address included', () => {
  expect(toRequest(toDraft(saved), 3)).toEqual({
    ...{ version: 3, mailTo: saved.mailTo, chatWebhook: undefined, silenceMinutes: null, lagSeconds: 60 },
  })
})

test('addresses are parted by lines, commas, semicolons or spaces', () => {
  const draft = { ...toDraft(saved), mailTo: ' a@example.test; b@example.test,\nc@example.test ' }
  expect(toRequest(draft, 3).mailTo).toEqual(['a@example.test', 'b@example.test', 'c@example.test'])
})

test('each wrong field is named', () => {
  const draft = { ...toDraft(saved), mailTo: 'a@example.test nobody', chatWebhook: 'http://chat.example.test/x' }
  const { error } = saveAlertSettingsRequest.safeParse(toRequest({ ...draft, silence: true, silenceMinutes: '1e3' }, 3))
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['silenceMinutes', 'mailTo.1', 'chatWebhook'])
})
