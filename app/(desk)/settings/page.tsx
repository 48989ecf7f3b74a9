import { redirect } from 'next/navigation'
import { REVIEW_SETTINGS } from '@/components/shell/nav'

/** The first of the settings' tabs. */
export default function SettingsPage() {
  redirect(REVIEW_SETTINGS)
}
