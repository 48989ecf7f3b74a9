import type { Endpoint } from '@/lib/endpoints/schema'
import { DescriptionList } from '../../ui/description-list'
import { formatCount } from '../../ui/format-count'
import { RelativeTime } from '../../ui/relative-time'
import { lastAnswerWords } from './endpoint-words'

/** Whether it is alive: what came last, and how much lately. */
export const EndpointFacts = ({ endpoint }: { endpoint: Endpoint }) => (
  <DescriptionList
    items={[
      { label: 'Last delivery', value: <LastDelivery endpoint={endpoint} /> },
      { label: 'In 24 hours', value: todayWords(endpoint) },
    ]}
  />
)

function LastDelivery({ endpoint: { lastDelivery, lastEventAt } }: { endpoint: Endpoint }) {
  if (lastDelivery)
    return (
      <>
        <RelativeTime date={lastDelivery.at} />, {lastAnswerWords(lastDelivery)}
      </>
    )
  if (!lastEventAt) return <span className="text-faint">None yet</span>
  return (
    <>
      None for a day; its newest event came <RelativeTime date={lastEventAt} />
    </>
  )
}

const todayWords = ({ eventsToday, wrongSignaturesToday }: Endpoint) =>
  [
    `${formatCount(eventsToday)} ${eventsToday === 1 ? 'event' : 'events'}`,
    wrongSignaturesToday > 0 && `${formatCount(wrongSignaturesToday)} refused for their signature`,
  ]
    .filter(Boolean)
    .join(' · ')
