'use client'
import { useState } from 'react'
import { toServerTime } from '@/lib/reviews/client-clock'
import { SNOOZE_DAYS_MAX } from '@/lib/reviews/domain'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { FormDialog } from './form-dialog'
import { writeLastSnooze } from './last-snooze'
import { toLocalInput } from './local-input'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

type SnoozeAtDialogProps = { memberId: string; onSnooze: (until: string) => void; onClose: () => void }

/** A date and a time, on the reader's clock. */
export function SnoozeAtDialog({ memberId, onSnooze, onClose }: SnoozeAtDialogProps) {
  const [now] = useState(() => toServerTime(Date.now()))
  const [value, setValue] = useState(() => toLocalInput(now + DAY_MS))
  const [wrong, setWrong] = useState('')
  const submit = () => {
    const until = new Date(value).getTime()
    if (Number.isNaN(until)) return setWrong('Enter a date and a time.')
    if (until <= toServerTime(Date.now())) return setWrong('Choose a time ahead.')
    if (until > now + SNOOZE_DAYS_MAX * DAY_MS) return setWrong('Choose a time within a year.')
    writeLastSnooze(memberId, { id: 'at', until })
    onClose()
    onSnooze(new Date(until).toISOString())
  }
  return (
    <FormDialog
      title="Snooze until"
      description="It wakes at that minute, or before when Popp reports something new or somebody claims it."
      submit="Snooze"
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Date and time" required error={wrong}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            type="datetime-local"
            min={toLocalInput(now)}
            max={toLocalInput(now + SNOOZE_DAYS_MAX * DAY_MS)}
            value={value}
            onChange={(event) => {
              setWrong('')
              setValue(event.target.value)
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) submit()
            }}
          />
        )}
      </Field>
    </FormDialog>
  )
}
