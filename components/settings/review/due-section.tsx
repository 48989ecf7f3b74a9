'use client'
import { Switch } from '../../ui/switch'
import { SettingsSection } from '../settings-section'
import { CampaignTargets } from './campaign-targets'
import { DueExample } from './due-example'
import { DurationField } from './duration-field'
import type { ReviewForm } from './use-review-form'

type DueSectionProps = ReviewForm & { knownCampaigns: readonly string[] }

export function DueSection({ draft, errors, change, knownCampaigns }: DueSectionProps) {
  return (
    <SettingsSection
      title="Due times"
      description="When a flagged conversation should have been decided, counted in working time. The clock stands still while an item is snoozed. A change counts for items that are opened or returned from then on."
    >
      <div className="flex flex-col gap-4">
        <Switch
          label="Items have a due time"
          hint="Off, only campaigns with a target of their own have one."
          checked={draft.hasTarget}
          onChange={(hasTarget) => change({ hasTarget })}
        />
        {draft.hasTarget && (
          <DurationField
            name="Decide within"
            hint="Hours of working time: 8 hours are one working day from 9 to 17."
            error={errors.dueTargetMinutes}
            value={draft.target}
            onChange={(target) => change({ target })}
          />
        )}
        <DueExample draft={draft} />
        <CampaignTargets
          rows={draft.campaigns}
          errors={errors}
          known={knownCampaigns}
          onChange={(campaigns) => change({ campaigns })}
        />
      </div>
    </SettingsSection>
  )
}
