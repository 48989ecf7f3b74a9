'use client'
import type { ConnectionAnswer } from '@/lib/popp-connection/settings'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { Input } from '../../ui/input'
import type { KeyChange } from './connection-draft'

type KeyFieldProps = {
  settings: ConnectionAnswer
  change: KeyChange
  error: string | undefined
  onChange: (change: KeyChange) => void
}

/** The key goes in and never comes out: what stands is only said to be there. */
export function KeyField({ settings: { keyState, keyEnd }, change, error, onChange }: KeyFieldProps) {
  if (keyState === 'set' && change.kind !== 'replace' && !error)
    return (
      <div className="flex flex-col gap-1">
        <p className="font-medium text-sm">API key</p>
        <p className="flex min-h-8 flex-wrap items-center gap-2">
          <span className={change.kind === 'remove' ? 'text-muted line-through' : 'text-muted'}>
            Set{keyEnd && ` · ends in ${keyEnd}`}
          </span>
          {change.kind === 'remove' && <span>Will be taken out when you save</span>}
          <span className="flex gap-2 group-disabled:hidden">
            {change.kind === 'remove' ? (
              <Button size="sm" onClick={() => onChange({ kind: 'keep' })}>
                Keep it
              </Button>
            ) : (
              <>
                <Button size="sm" onClick={() => onChange({ kind: 'replace', key: '' })}>
                  Replace
                </Button>
                <Button size="sm" variant="ghost" onClick={() => onChange({ kind: 'remove' })}>
                  Take out
                </Button>
              </>
            )}
          </span>
        </p>
      </div>
    )
  return (
    <Field label="API key" hint={hintOf(keyState)} error={error} unmarked>
      {(control) => (
        <div className="flex max-w-md gap-2">
          <Input
            {...control}
            type="password"
            autoComplete="off"
            spellCheck={false}
            // The password manager of a browser has nothing to do here.
            data-1p-ignore
            value={change.kind === 'replace' ? change.key : ''}
            onChange={(event) => onChange(typed(event.target.value, keyState))}
            className="min-w-0 flex-1"
          />
          {keyState === 'set' && (
            <Button variant="ghost" onClick={() => onChange({ kind: 'keep' })}>
              Cancel
            </Button>
          )}
        </div>
      )}
    </Field>
  )
}

/** Emptied where there is none, it is as if nothing had been typed. */
const typed = (key: string, state: ConnectionAnswer['keyState']): KeyChange =>
  key === '' && state !== 'set' ? { kind: 'keep' } : { kind: 'replace', key }

const hintOf = (state: ConnectionAnswer['keyState']) =>
  state === 'unreadable'
    ? 'The key that was saved was encrypted under another APP_SECRET and cannot be used. Enter it again.'
    : 'From Popp; its samples call it POPP_API_KEY. It opens the whole organization: it is stored encrypted and shown to nobody.'
