'use client'
import { CircleCheck, CircleHelp, RotateCcw } from 'lucide-react'
import { type PoppCall, poppCallNames, poppCalls } from '@/lib/popp/client/paths'
import { Field } from '../../ui/field'
import { IconButton } from '../../ui/icon-button'
import { Input } from '../../ui/input'
import { ToneBadge } from '../../ui/tone-badge'
import { SettingsSection } from '../settings-section'
import type { ConnectionForm } from './use-connection-form'

const CALL_WORDS: Record<PoppCall, string> = {
  'list-conversations': 'List conversations',
  'get-conversation': 'Get a conversation',
  'list-messages': 'List its messages',
  'send-message': 'Write to the candidate',
  'take-over': 'Take over from the AI',
  'hand-back': 'Hand back to the AI',
}

/** The calls and their paths: what Popp does not document may have to be put right. */
export function PathsSection({ draft, errors, change }: ConnectionForm) {
  return (
    <SettingsSection
      title="Paths"
      description="Below the address. Popp names these calls, but documents the path of the first only; ask Popp when one answers “not found”. {id} stands for the conversation."
    >
      <ul className="flex flex-col gap-3">
        {poppCallNames.map((call) => (
          <li key={call}>
            <PathField
              call={call}
              path={draft.paths[call]}
              error={errors[`paths.${call}`]}
              onChange={(path) => change({ paths: { ...draft.paths, [call]: path } })}
            />
          </li>
        ))}
      </ul>
    </SettingsSection>
  )
}

type PathFieldProps = { call: PoppCall; path: string; error: string | undefined; onChange: (path: string) => void }

function PathField({ call, path, error, onChange }: PathFieldProps) {
  const { method, path: usual, known } = poppCalls[call]
  return (
    <Field label={CALL_WORDS[call]} hint={<Certainty documented={known === 'V'} />} error={error} unmarked>
      {(control) => (
        <div className="flex max-w-xl items-center gap-2">
          <span className="w-10 shrink-0 font-mono text-muted text-xs">{method}</span>
          <Input
            {...control}
            autoComplete="off"
            spellCheck={false}
            value={path}
            onChange={(event) => onChange(event.target.value)}
            className="min-w-0 flex-1 font-mono text-xs"
          />
          <IconButton
            label={`${CALL_WORDS[call]}: back to ${usual}`}
            icon={<RotateCcw aria-hidden />}
            onClick={() => onChange(usual)}
            className={path === usual ? 'invisible' : 'group-disabled:hidden'}
          />
        </div>
      )}
    </Field>
  )
}

const Certainty = ({ documented }: { documented: boolean }) =>
  documented ? (
    <ToneBadge tone="pass" look="plain" icon={<CircleCheck />}>
      documented by Popp
    </ToneBadge>
  ) : (
    <ToneBadge tone="review" look="plain" icon={<CircleHelp />}>
      not confirmed by Popp’s documentation
    </ToneBadge>
  )
