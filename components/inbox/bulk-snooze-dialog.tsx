'use client'
import { useRef, useState } from 'react'
import { toServerTime } from '@/lib/reviews/client-clock'
import { SNOOZE_DAYS_MAX } from '@/lib/reviews/domain'
import { usePreferences } from '../shell/use-preferences'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { RadioCards } from '../ui/radio-cards'
import { useHotkeys } from '../ui/use-hotkeys'
import { focusChoice } from './bulk-focus'
import type { BulkDialogProps } from './bulk-resolve-dialog'
import { formatExactly, itemsWords, OTHERS_ARE_SKIPPED } from './bulk-words'
import { FormDialog } from './form-dialog'
import { formatUntil, localZone } from './format-until'
import { readLastSnooze, writeLastSnooze } from './last-snooze'
import { toLocalInput } from './local-input'
import { type LastSnooze, sameAgain, snoozePresets } from './snooze-presets'

const DAY_MS = 86_400_000

type Choice = LastSnooze['id'] | 'again'

/** The times of one item's snooze, with the same keys, for all that is selected. */
export function BulkSnoozeDialog({ memberId, count, onRun, onClose }: Omit<BulkDialogProps, 'known'>) {
  const [now] = useState(() => toServerTime(Date.now()))
  const choices = snoozeTimes(memberId, now)
  const [chosen, setChosen] = useState<Choice | null>(null)
  const [written, setWritten] = useState(() => toLocalInput(now + DAY_MS))
  const [wrong, setWrong] = useState('')
  const { shortcuts } = usePreferences()
  const field = useRef<HTMLInputElement>(null)
  const choose = (choice: Choice) => {
    setWrong('')
    setChosen(choice)
    if (choice === 'at') requestAnimationFrame(() => field.current?.focus())
  }
  useHotkeys(Object.fromEntries(choices.map(({ choice, key }) => [key, () => choose(choice)])), { inDialog: true })
  const until = chosen === 'at' ? new Date(written).getTime() : choices.find(({ choice }) => choice === chosen)?.until
  const submit = () => {
    const problem = wrongTime(chosen, until)
    setWrong(problem ?? '')
    if (problem || !chosen || until == null) return
    if (chosen !== 'again') writeLastSnooze(memberId, { id: chosen, until })
    onRun({ kind: 'snooze', until: new Date(until).toISOString() })
  }
  return (
    <FormDialog
      title={`Snooze ${itemsWords(count)}`}
      description={OTHERS_ARE_SKIPPED}
      submit={`Snooze ${formatExactly(count)}`}
      onSubmit={submit}
      onClose={onClose}
      className="max-w-xl"
    >
      <RadioCards
        ref={focusChoice}
        label="Until when"
        cards={choices.map(({ choice, label, key }) => ({
          value: choice,
          label,
          shortcut: shortcuts ? key : undefined,
        }))}
        value={chosen}
        onChange={choose}
        invalid={wrong !== ''}
      />
      {chosen === 'at' ? (
        <Field label="Date and time" required error={wrong}>
          {(control) => (
            <Input
              {...control}
              ref={field}
              type="datetime-local"
              min={toLocalInput(now)}
              max={toLocalInput(now + SNOOZE_DAYS_MAX * DAY_MS)}
              value={written}
              onChange={(event) => {
                setWrong('')
                setWritten(event.target.value)
              }}
            />
          )}
        </Field>
      ) : (
        <p role="alert" className="text-fail text-xs">
          {wrong}
        </p>
      )}
    </FormDialog>
  )
}

interface Time {
  choice: Choice
  /** Always the same for the same time: keys are learnt. */
  key: string
  label: string
  until: number | null
}

/** What can be chosen now, each with its time, "Tomorrow morning, Tue 09:00", on the keys that it has for one item. */
function snoozeTimes(memberId: string, now: number): Time[] {
  const zone = localZone()
  const presets = snoozePresets(now, zone)
  const again = sameAgain(readLastSnooze(memberId), presets, now)
  const all: Omit<Time, 'key'>[] = [
    ...presets.map(({ id, label, until }) => ({ choice: id, label, until })),
    { choice: 'again', label: 'Same time again', until: again },
    { choice: 'at', label: 'Date and time…', until: null },
  ]
  return all
    .map(({ choice, label, until }, index) => ({
      ...{ choice, until, key: String(index + 1) },
      label: until === null ? label : `${label}, ${formatUntil(until, now, zone)}`,
    }))
    .filter(({ choice, until }) => until !== null || choice === 'at')
}

function wrongTime(chosen: Choice | null, until: number | null | undefined): string | null {
  const now = toServerTime(Date.now())
  if (!chosen) return 'Choose until when they sleep.'
  if (until == null || Number.isNaN(until)) return 'Enter a date and a time.'
  if (until <= now) return 'Choose a time ahead.'
  return until > now + SNOOZE_DAYS_MAX * DAY_MS ? 'Choose a time within a year.' : null
}
