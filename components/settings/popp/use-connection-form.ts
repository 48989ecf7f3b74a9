'use client'
import { useRef, useState } from 'react'
import { toast } from 'sonner'
import { isProblem, ProblemError } from '@/lib/platform/http/fetch-json'
import { useSaveConnection } from '@/lib/popp-connection/client'
import { type ConnectionAnswer, saveConnectionRequest } from '@/lib/popp-connection/settings'
import { useDraft } from '../../conversation/draft-store'
import { type ConnectionDraft, type KeyChange, toDraft, toRequest } from './connection-draft'

const KEEP: KeyChange = { kind: 'keep' }
const NOTHING_REFUSED: { words: string | null; fields: Record<string, string> } = { words: null, fields: {} }

/** Where only the key was changed, nothing else of hers can be overwritten. */
const SAVED_MEANWHILE = 'Somebody else saved these settings meanwhile: look at them, then save again'

/**
 * The connection being edited. What is typed is kept in this browser until it is saved or discarded, except the key: that
 * lives as long as the screen does.
 */
export function useConnectionForm(memberId: string, settings: ConnectionAnswer) {
  const [text, setText] = useDraft(`${memberId}:popp-settings`)
  const [keyChange, setKeyChange] = useState(KEEP)
  const [refused, setRefused] = useState(NOTHING_REFUSED)
  const { mutateAsync, isPending } = useSaveConnection()
  const form = useRef<HTMLFormElement>(null)
  const saved = toDraft(settings)
  const kept = keptDraft(text, saved)
  const draft = kept?.draft ?? saved
  const version = kept?.version ?? settings.version
  const dirty = kept !== null || keyChange.kind !== 'keep'
  const keep = (next: ConnectionDraft, over = version) =>
    setText(isSame(next, saved) ? '' : JSON.stringify({ version: over, draft: next } satisfies Kept))
  const clear = () => {
    setRefused(NOTHING_REFUSED)
    setKeyChange(KEEP)
    setText('')
  }
  const refuse = (next: typeof NOTHING_REFUSED) => {
    setRefused(next)
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }

  const submit = async () => {
    if (isPending || !dirty) return
    const request = saveConnectionRequest.safeParse(toRequest(draft, keyChange, version))
    if (!request.success) return refuse({ words: null, fields: byField(request.error.issues) })
    try {
      await mutateAsync(request.data)
      clear()
      toast.success('Settings saved')
    } catch (error) {
      // What was saved meanwhile is shown, and the banner above the form says so; what was typed stays.
      if (isProblem(error, 'conflict')) return kept ? undefined : refuse({ ...NOTHING_REFUSED, words: SAVED_MEANWHILE })
      if (!(error instanceof ProblemError)) throw error
      const { title, errors = [] } = error.problem
      refuse({ words: title, fields: Object.fromEntries(errors.map(({ field, message }) => [field, message])) })
    }
  }
  return {
    ...{ form, draft, dirty, keyChange, submit, saving: isPending, errors: refused.fields, failure: refused.words },
    /** Somebody else saved since this draft was begun. */
    stale: kept !== null && kept.version !== settings.version,
    change: (part: Partial<ConnectionDraft>) => {
      setRefused(NOTHING_REFUSED)
      keep({ ...draft, ...part })
    },
    changeKey: (next: KeyChange) => {
      setRefused(NOTHING_REFUSED)
      setKeyChange(next)
    },
    /** Goes on with mine, over what was saved meanwhile. */
    keepMine: () => keep(draft, settings.version),
    discard: clear,
  }
}
export type ConnectionForm = ReturnType<typeof useConnectionForm>

/** What was typed, and over which settings. */
interface Kept {
  version: number
  draft: ConnectionDraft
}

const isSame = (one: ConnectionDraft, other: ConnectionDraft) => JSON.stringify(one) === JSON.stringify(other)

function keptDraft(text: string, saved: ConnectionDraft): Kept | null {
  try {
    const kept = text ? (JSON.parse(text) as Kept) : null
    // Only this file writes it; a form of an older version of the product lacks a part, and is forgotten.
    const isWhole = kept && Object.keys(saved).every((part) => part in kept.draft)
    return isWhole && !isSame(kept.draft, saved) ? kept : null
  } catch {
    return null
  }
}

/** The first thing wrong with each field, as the server would say it. */
const byField = (issues: readonly { path: PropertyKey[]; message: string }[]) =>
  Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message]).reverse())
