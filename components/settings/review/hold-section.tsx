'use client'
import { SettingsSection } from '../settings-section'
import { DurationField } from './duration-field'
import type { ReviewForm } from './use-review-form'

export const HoldSection = ({ draft, errors, change }: ReviewForm) => (
  <SettingsSection
    title="Holding an item"
    description="A claim ends 15 minutes after the last sign of life. Who needs longer, for a call back, can hold the item."
  >
    <DurationField
      name="Longest hold"
      hint="For one hold. Holds that are running keep their end."
      error={errors.maxHoldMinutes}
      value={draft.hold}
      onChange={(hold) => change({ hold })}
    />
  </SettingsSection>
)
