import { Banner } from '../ui/banner'

/** On every screen of those who see deliveries, for as long as it is so. */
export const UnsignedBanner = () => (
  <Banner tone="warn">
    Deliveries without a signature are accepted: anybody who knows the address can send events.
  </Banner>
)
