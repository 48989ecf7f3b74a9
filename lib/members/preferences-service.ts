import { transaction } from '@/lib/platform/db'
import type { SignedInMember } from './domain'
import {
  changePreferences,
  type Preferences,
  type PreferencesChange,
  type PreferencesPatch,
  preferences,
} from './preferences'
import { findPreferences, lockPreferences, savePreferences } from './preferences-store'

/** How this member likes to work, with the defaults for what was never chosen or is not understood. */
export const getPreferences = async ({ organizationId, memberId }: SignedInMember): Promise<Preferences> =>
  preferences.parse(await findPreferences(organizationId, memberId))

/** Changes only what the patch names. Refused when two actions would be on one key. */
export const patchPreferences = (
  { organizationId, memberId }: SignedInMember,
  patch: PreferencesPatch,
): Promise<PreferencesChange> =>
  transaction(async (tx) => {
    const change = changePreferences(preferences.parse(await lockPreferences(organizationId, tx, memberId)), patch)
    if (change.ok) await savePreferences(organizationId, tx, memberId, change.preferences)
    return change
  })
