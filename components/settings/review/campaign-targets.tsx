'use client'
import { useId } from 'react'
import { Field } from '../../ui/field'
import { Input } from '../../ui/input'
import { DurationField } from './duration-field'
import { HiddenLabel } from './hidden-label'
import { type CampaignDraft, withCampaign } from './review-draft'
import { AddButton, RemoveButton } from './row-button'
import type { FieldErrors } from './use-review-form'

type CampaignTargetsProps = {
  rows: readonly CampaignDraft[]
  errors: FieldErrors
  /** Campaigns of our conversations, to choose from. */
  known: readonly string[]
  onChange: (rows: CampaignDraft[]) => void
}

/** Campaigns that are more urgent, or less, than the others. */
export function CampaignTargets({ rows, errors, known, onChange }: CampaignTargetsProps) {
  const listId = useId()
  const free = known.filter((campaign) => rows.every((row) => row.campaign !== campaign))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">Campaigns with a target of their own</legend>
      <datalist id={listId}>
        {free.map((campaign) => (
          <option key={campaign} value={campaign} />
        ))}
      </datalist>
      {rows.length === 0 && <p className="text-muted">None: every campaign has the target above.</p>}
      {rows.map((row, index) => (
        <CampaignRow
          key={row.id}
          row={row}
          listId={listId}
          place={index + 1}
          campaignError={errors[`campaignTargets.${index}.campaign`]}
          targetError={errors[`campaignTargets.${index}.dueTargetMinutes`]}
          onChange={(next) => onChange(rows.with(index, next))}
          onRemove={() => onChange(rows.toSpliced(index, 1))}
        />
      ))}
      <AddButton onClick={() => onChange(withCampaign(rows))}>Add a campaign</AddButton>
    </fieldset>
  )
}

type CampaignRowProps = {
  row: CampaignDraft
  listId: string
  place: number
  campaignError?: string
  targetError?: string
  onChange: (row: CampaignDraft) => void
  onRemove: () => void
}

function CampaignRow({ row, listId, place, campaignError, targetError, onChange, onRemove }: CampaignRowProps) {
  const name = row.campaign || `Campaign ${place}`
  return (
    <div className="flex flex-wrap items-start gap-x-2 gap-y-1">
      <div className="min-w-0 flex-1 basis-56">
        <Field label={<HiddenLabel>{`Campaign ${place}`}</HiddenLabel>} error={campaignError} required>
          {(control) => (
            <Input
              {...control}
              list={listId}
              placeholder="Campaign"
              autoComplete="off"
              value={row.campaign}
              onChange={(event) => onChange({ ...row, campaign: event.target.value })}
            />
          )}
        </Field>
      </div>
      <DurationField
        name={`${name}: decide within`}
        label={<HiddenLabel>{`${name}: decide within`}</HiddenLabel>}
        error={targetError}
        value={row.target}
        onChange={(target) => onChange({ ...row, target })}
      />
      <span className="mt-1">
        <RemoveButton label={`Remove ${name}`} onClick={onRemove} />
      </span>
    </div>
  )
}
