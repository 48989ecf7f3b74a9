import type { AlertSettings, SaveAlertSettingsRequest } from '@/lib/issues/schema-settings'

/** The settings as they are typed. */
export interface AlertDraft {
  /** One address a line. */
  mailTo: string
  /** A new address of the chat's webhook; '' = as it is. */
  chatWebhook: string
  removeChat: boolean
  silence: boolean
  silenceMinutes: string
  lag: boolean
  lagSeconds: string
}

export const toDraft = (settings: AlertSettings): AlertDraft => ({
  mailTo: settings.mailTo.join('\n'),
  ...{ chatWebhook: '', removeChat: false },
  silence: settings.silenceMinutes !== null,
  silenceMinutes: String(settings.silenceMinutes ?? 60),
  lag: settings.lagSeconds !== null,
  lagSeconds: String(settings.lagSeconds ?? 300),
})

/** What is no number is sent as none: the schema names the field. */
const number = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN)

export function toRequest(draft: AlertDraft, version: number): SaveAlertSettingsRequest {
  const chatWebhook = draft.removeChat ? null : draft.chatWebhook.trim() || undefined
  return {
    version,
    mailTo: draft.mailTo.split(/[\s,;]+/).filter(Boolean),
    chatWebhook,
    silenceMinutes: draft.silence ? number(draft.silenceMinutes) : null,
    lagSeconds: draft.lag ? number(draft.lagSeconds) : null,
  }
}
