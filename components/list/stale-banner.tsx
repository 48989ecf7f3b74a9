import { Banner } from '../ui/banner'
import { Button } from '../ui/button'

type StaleBannerProps = {
  /** What it is, for sentences: "The conversations". */
  what: string
  retrying: boolean
  onRetry: () => void
}

/** Above what stays on screen when its refresh failed. */
export function StaleBanner({ what, retrying, onRetry }: StaleBannerProps) {
  const again = (
    <Button size="sm" onClick={onRetry} busy={retrying}>
      Try again
    </Button>
  )
  return (
    <Banner tone="warn" action={again} announce>
      {what} could not be refreshed. What you see may be out of date.
    </Banner>
  )
}
