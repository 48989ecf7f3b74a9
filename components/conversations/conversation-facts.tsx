import type { ConversationDetail, ConversationStatus } from '@/lib/conversations/schema'
import { Contact } from '../conversation/contact'
import { Section } from '../conversation/section'
import { statusWordsOf } from '../conversation/words'
import { Badge } from '../ui/badge'
import { DescriptionList } from '../ui/description-list'
import { visibleText } from '../ui/pretty-json'
import { RelativeTime } from '../ui/relative-time'
import { CopyableId } from './copyable-id'

/** Popp reported something later, but never this. */
const NOT_REPORTED = 'Not reported'
const NOT_YET: ReadonlySet<ConversationStatus> = new Set(['created', 'queued', 'delivery-failed'])
/** Ids are long: their names take no more room than they need. */
const columns = 'sm:grid-cols-[6rem_minmax(0,1fr)]'

/** Where the conversation stands, and the names it has in Popp and in the customer's own systems. */
export function ConversationFacts({ conversation }: { conversation: ConversationDetail }) {
  const { status, startedAt, endedAt, lastEventAt, unknownTypes } = conversation
  return (
    <>
      <Section title="Facts">
        <DescriptionList
          className={columns}
          items={[
            { label: 'Status', value: statusWordsOf(conversation) },
            {
              label: 'Started',
              value: <Moment at={startedAt} none={NOT_YET.has(status) ? 'Not started' : NOT_REPORTED} />,
            },
            {
              label: 'Ended',
              value: <Moment at={endedAt} none={conversation.ended ? NOT_REPORTED : 'Not ended'} />,
            },
            { label: 'Last activity', value: <RelativeTime date={lastEventAt} /> },
          ]}
        />
      </Section>
      <Contact contact={conversation.contact} />
      <Section title="Ids">
        <DescriptionList
          className={columns}
          items={[
            { label: 'Record id', value: <CopyableId label="record id" text={conversation.recordId} /> },
            { label: 'Candidate id', value: <CopyableId label="candidate id" text={conversation.candidateId} /> },
            { label: 'External id', value: <CopyableId label="external id" text={conversation.externalId} /> },
            { label: 'Campaign', value: <CopyableId label="campaign" text={conversation.externalCampaignId} /> },
            { label: 'Campaign id', value: <CopyableId label="campaign id" text={conversation.campaignId} /> },
          ]}
        />
      </Section>
      {unknownTypes.length > 0 && (
        <Section title="Other events">
          <p className="mb-2 text-muted">Kept as Popp sent them. They change nothing here.</p>
          <ul className="flex flex-wrap gap-1.5">
            {unknownTypes.map((type) => (
              <li key={type} className="min-w-0 max-w-full">
                <Badge title={visibleText(type)} className="block leading-5 font-mono">
                  {visibleText(type)}
                </Badge>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

const Moment = ({ at, none }: { at: string | null; none: string }) =>
  at ? <RelativeTime date={at} /> : <span className="text-faint">{none}</span>
