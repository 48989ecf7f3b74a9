import { type Macro, type MacroRequest, macroRequest } from '@/lib/macros/schema'

/** A macro while it is written: what a form's controls hold. */
export interface MacroDraft {
  name: string
  key: string
  note: string
  /** '' = neither resolves nor snoozes, 'resolve:…' or 'snooze:…'. */
  decision: string
  reason: string
  shared: boolean
}

export const emptyMacro: MacroDraft = { name: '', key: '', note: '', decision: '', reason: '', shared: false }

export const toDraft = ({ name, key, note, outcome, reason, snooze, shared }: Macro): MacroDraft => ({
  name,
  key: key ?? '',
  note: note ?? '',
  decision: outcome ? `resolve:${outcome}` : snooze ? `snooze:${snooze}` : '',
  reason: reason ?? '',
  shared,
})

export const resolves = ({ decision }: MacroDraft) => decision.startsWith('resolve:')

/** What the server would say, by field, before it is asked. */
export function readDraft(draft: MacroDraft): { request: MacroRequest } | { errors: Record<string, string> } {
  const [kind, value] = draft.decision.split(':')
  const parsed = macroRequest.safeParse({
    name: draft.name,
    key: draft.key || null,
    note: draft.note || null,
    outcome: kind === 'resolve' ? value : null,
    reason: (resolves(draft) && draft.reason) || null,
    snooze: kind === 'snooze' ? value : null,
    shared: draft.shared,
  })
  if (parsed.success) return { request: parsed.data }
  return { errors: Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message])) }
}
