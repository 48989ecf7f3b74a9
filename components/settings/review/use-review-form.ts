'use client'
import { useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import { useSaveReviewSettings } from '@/lib/organizations/client'
import { type ReviewSettingsAnswer, saveReviewSettingsRequest } from '@/lib/organizations/review-settings'
import { isProblem, ProblemError } from '@/lib/platform/http/fetch-json'
import { useDraft } from '../../conversation/draft-store'
import { type ReviewDraft, toDraft, toRequest } from './review-draft'

/** What was typed, and over which settings. */
interface Kept {
  version: number
  draft: ReviewDraft
}

/** By field, as the server names it: `workingHours.mon.0.1`. */
export type FieldErrors = Readonly<Record<string, string>>

/**
 * The settings being edited. What is typed is kept in this browser until it is saved or discarded: a reload, a closed tab
 * and somebody else's save lose nothing of it.
 */
export function useReviewForm(memberId: string, settings: ReviewSettingsAnswer) {
  const [text, setText] = useDraft(`${memberId}:review-settings`)
  const [tried, setTried] = useState(false)
  const { save, saving, refused, forget } = useSaving()
  const saved = toDraft(settings)
  const found = parseKept(text)
  const kept = found && !isSame(found.draft, saved) ? found : null
  const draft = kept?.draft ?? saved
  const keep = (version: number, next: ReviewDraft) =>
    setText(isSame(next, saved) ? '' : JSON.stringify({ version, draft: next } satisfies Kept))
  const errors = { ...(tried ? errorsOf(draft) : {}), ...refused.fields }
  const form = useRef<HTMLFormElement>(null)
  useFocusOnError(form, tried, Object.keys(refused.fields).length)

  const submit = async () => {
    setTried(true)
    const version = kept?.version ?? settings.version
    const { data } = saveReviewSettingsRequest.safeParse(toRequest(draft, version))
    if (!data) return focusFirstError(form.current)
    if (!(await save(data))) return
    setTried(false)
    setText('')
    toast.success('Settings saved')
  }
  return {
    ...{ form, draft, errors, saving, submit },
    dirty: kept !== null,
    /** Somebody else saved since this draft was begun. */
    stale: kept !== null && kept.version !== settings.version,
    failure: refused.words,
    change: (part: Partial<ReviewDraft>) => {
      forget()
      keep(kept?.version ?? settings.version, { ...draft, ...part })
    },
    /** Goes on with mine, over what was saved meanwhile. */
    keepMine: () => {
      forget()
      keep(settings.version, draft)
    },
    discard: () => {
      forget()
      setTried(false)
      setText('')
    },
  }
}
export type ReviewForm = ReturnType<typeof useReviewForm>

const NOTHING_REFUSED: { words: string | null; fields: FieldErrors } = { words: null, fields: {} }

/** Sends a request once, and keeps what the server said against it. */
function useSaving() {
  const { mutateAsync, isPending } = useSaveReviewSettings()
  const [refused, setRefused] = useState(NOTHING_REFUSED)
  const sending = useRef(false)
  const save = async (request: Parameters<typeof mutateAsync>[0]): Promise<boolean> => {
    // A second Enter before the screen shows the first must not save twice.
    if (sending.current) return false
    sending.current = true
    setRefused(NOTHING_REFUSED)
    try {
      await mutateAsync(request)
      return true
    } catch (error) {
      setRefused(refusalOf(error))
      return false
    } finally {
      sending.current = false
    }
  }
  return { save, saving: isPending, refused, forget: () => setRefused(NOTHING_REFUSED) }
}

function refusalOf(error: unknown): typeof NOTHING_REFUSED {
  // The mutation shows what was saved, and the banner above the form says so; what was typed stays.
  if (isProblem(error, 'conflict')) return NOTHING_REFUSED
  if (!(error instanceof ProblemError)) throw error
  const { title, errors = [] } = error.problem
  return { words: title, fields: Object.fromEntries(errors.map(({ field, message }) => [field, message])) }
}

/** The first thing wrong with each field, as the server would say it. */
function errorsOf(draft: ReviewDraft): FieldErrors {
  const issues = saveReviewSettingsRequest.safeParse(toRequest(draft, 0)).error?.issues ?? []
  return Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message]).reverse())
}

function useFocusOnError(form: { current: HTMLFormElement | null }, tried: boolean, refusedFields: number) {
  useEffect(() => {
    if (tried || refusedFields > 0) focusFirstError(form.current)
  }, [form, tried, refusedFields])
}

const focusFirstError = (form: HTMLFormElement | null) => form?.querySelector<HTMLElement>('[aria-invalid]')?.focus()

const isSame = (one: ReviewDraft, other: ReviewDraft) => JSON.stringify(one) === JSON.stringify(other)

function parseKept(text: string): Kept | null {
  if (!text) return null
  try {
    // Only this file writes it; a form of an older version of the product lacks a part, and is forgotten.
    const kept = JSON.parse(text) as Kept
    toRequest(kept.draft, kept.version)
    return kept
  } catch {
    return null
  }
}
