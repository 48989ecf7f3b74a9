import { Banner } from '../ui/banner'

/** What must be known before anybody writes to the candidate. It never closes a review item by itself. */
export function ContactBanners({ ended, optedOut }: { ended: boolean; optedOut: boolean }) {
  if (optedOut)
    return (
      <Banner tone="danger" className="sm:px-6">
        Opted out: do not contact
      </Banner>
    )
  if (ended)
    return (
      <Banner tone="info" className="sm:px-6">
        The conversation has ended
      </Banner>
    )
  return null
}
