'use client'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'

type StaleSettingsProps = { stale: boolean; discard: () => void; keepMine: () => void }

/** Two people changed the settings: nothing that was typed is lost, and nothing that was saved is overwritten unseen. */
export function StaleSettings({ stale, discard, keepMine }: StaleSettingsProps) {
  if (!stale) return null
  return (
    <Banner
      tone="warn"
      announce
      className="mt-3 rounded-md border"
      action={
        <>
          <Button size="sm" onClick={discard}>
            Show theirs
          </Button>
          <Button size="sm" onClick={keepMine}>
            Go on with mine
          </Button>
        </>
      }
    >
      Somebody else saved these settings meanwhile. What you typed is still here.
    </Banner>
  )
}
