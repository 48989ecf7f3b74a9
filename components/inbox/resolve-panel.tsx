'use client'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import type { ResolveInput } from '@/lib/reviews/client-commands'
import type { CommandResult } from '@/lib/reviews/client-run'
import type { ReviewItem } from '@/lib/reviews/schema'
import { type ResolutionOutcome, resolutionOutcomes, resolutionWords } from '@/lib/reviews/words'
import { isSubmitKey } from '../conversation/submit-key'
import { aiOutcomeWords } from '../conversation/words'
import { useActionKeys } from '../shell/use-action-keys'
import { useOnline } from '../shell/use-online'
import { usePreferences } from '../shell/use-preferences'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { RadioCards } from '../ui/radio-cards'
import { Textarea } from '../ui/textarea'
import { useHotkeys } from '../ui/use-hotkeys'
import type { Lease } from './lease'
import { ResolveObstacle } from './resolve-obstacle'
import { type ResolveForm, useResolveForm } from './use-resolve-form'
import { useToastLift } from './use-toast-lift'

type ResolvePanelProps = {
  item: ReviewItem
  lease: Lease
  memberId: string
  onResolve: (input: ResolveInput) => Promise<CommandResult>
  onClose: () => void
}

const CARDS = resolutionOutcomes.map((value, index) => ({
  value,
  label: resolutionWords[value],
  shortcut: String(index + 1),
}))

const CARDS_WITHOUT_KEYS = CARDS.map(({ value, label }) => ({ value, label }))

/** Outcome and reason. Closing, a refusal and a reload keep what was typed. */
export function ResolvePanel({ item, lease, memberId, onResolve, onClose }: ResolvePanelProps) {
  const form = useResolveForm(item, memberId, onResolve)
  const { shortcuts } = usePreferences()
  const cards = useRef<HTMLDivElement>(null)
  const reason = useRef<HTMLTextAreaElement>(null)
  const panel = useToastLift()
  const submit = async () => {
    const { reason: wrong } = await form.submit()
    if (wrong) focusAtEnd(reason.current)
  }
  useEffect(() => {
    // In the frame that shows the panel, whose layout is made anyway: asked for at once, there would be two.
    const frame = requestAnimationFrame(() => {
      const chosen = cards.current?.querySelector('[role=radio][data-state=checked]')
      if (chosen) focusAtEnd(reason.current)
      else cards.current?.querySelector<HTMLElement>('[role=radio]')?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  useOutcomeKeys(form.choose, reason, onClose)
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSubmitKey(event) && event.key !== 'Escape') return
    event.preventDefault()
    if (event.key === 'Escape') onClose()
    else void submit()
  }
  return (
    <section
      ref={panel}
      aria-label="Resolve"
      onKeyDown={onKeyDown}
      className="flex max-h-[60%] min-h-14 shrink-0 flex-col border-t bg-raised shadow-raised"
    >
      {/* On a short screen this scrolls and what is below stays: the panel leaves room for what is decided on. */}
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 pt-3 pb-2 sm:px-6">
        <RadioCards
          ref={cards}
          label="Outcome"
          cards={shortcuts ? CARDS : CARDS_WITHOUT_KEYS}
          value={form.draft.outcome}
          onChange={form.choose}
          invalid={Boolean(form.errors.outcome)}
        />
        <Reason item={item} form={form} input={reason} />
      </div>
      <ResolveObstacle item={item} lease={lease} refusal={form.errors.refusal} busy={form.busy} />
      <PanelActions form={form} lease={lease} onSubmit={() => void submit()} onClose={onClose} />
    </section>
  )
}

type PanelActionsProps = { form: ResolveForm; lease: Lease; onSubmit: () => void; onClose: () => void }

function PanelActions({ form, lease, onSubmit, onClose }: PanelActionsProps) {
  const online = useOnline()
  return (
    <div className="flex shrink-0 flex-wrap items-center justify-end gap-2 px-4 py-2 sm:px-6">
      <p role="alert" className="mr-auto text-fail text-xs">
        {form.errors.outcome}
      </p>
      {!online && <p className="text-review text-xs">Offline: what you typed is kept.</p>}
      <Button variant="ghost" onClick={onClose} shortcut="Esc">
        Close
      </Button>
      <Button
        variant="primary"
        onClick={onSubmit}
        busy={form.busy}
        disabled={!form.busy && (!online || lease.kind === 'others' || lease.kind === 'resolved')}
        shortcut="Ctrl ↵"
      >
        Resolve
      </Button>
    </div>
  )
}

type ReasonProps = {
  item: ReviewItem
  form: ResolveForm
  input: RefObject<HTMLTextAreaElement | null>
}

function Reason({ item, form, input }: ReasonProps) {
  const hint = form.required && whyRequired(item, form.draft.outcome)
  return (
    <Field label="Reason" required={form.required} hint={hint} error={form.errors.reason}>
      {(control) => (
        <Textarea
          {...control}
          ref={input}
          rows={2}
          value={form.draft.reason}
          readOnly={form.busy}
          onChange={(event) => form.write(event.target.value)}
        />
      )}
    </Field>
  )
}

const whyRequired = ({ aiOutcome }: ReviewItem, outcome: ResolutionOutcome | null) =>
  outcome === 'ai-was-wrong'
    ? 'Say what the AI got wrong.'
    : `Popp said: ${aiOutcomeWords[aiOutcome].toLowerCase()}. Say why you decide otherwise.`

/** 1–6 choose an outcome, and the keyboard goes on to the reason. */
function useOutcomeKeys(
  choose: (outcome: ResolutionOutcome) => void,
  reason: RefObject<HTMLTextAreaElement | null>,
  onClose: () => void,
) {
  const toReason = () => focusAtEnd(reason.current)
  const byKey = CARDS.map(({ value, shortcut }) => [
    shortcut,
    () => {
      choose(value)
      toReason()
    },
  ])
  useHotkeys({ ...Object.fromEntries(byKey), escape: onClose })
  useActionKeys({ resolve: toReason })
}

/** Behind what is written: a draft that was taken up again is gone on with, not written into from the front. */
function focusAtEnd(field: HTMLTextAreaElement | null): void {
  field?.focus()
  field?.setSelectionRange(field.value.length, field.value.length)
}
