'use client'
import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useRef } from 'react'
import type { ConversationDetail } from '@/lib/conversations/schema'
import { ActingSection } from '../acting/acting-section'
import { AiOutcomeBadge } from '../conversation/ai-outcome-badge'
import { CandidateHeader } from '../conversation/candidate-header'
import { ContactBanners } from '../conversation/contact-banners'
import { FlagReason } from '../conversation/flag-reason'
import { HumanOutcomeBadge } from '../conversation/human-outcome-badge'
import { Notes } from '../conversation/notes'
import { PoppLink } from '../conversation/popp-link'
import { ReviewStateBadge } from '../conversation/review-state-badge'
import { Screening } from '../conversation/screening'
import { Timeline } from '../conversation/timeline'
import { Transcript } from '../conversation/transcript'
import { scoreWords } from '../conversation/words'
import { buttonClass } from '../ui/button-class'
import { ConversationFacts } from './conversation-facts'
import { flagFacts } from './flags'
import { useConversationKeys } from './use-conversation-keys'

/** `writerId`: who writes notes; null when the member's role reads only. */
export function ConversationView({
  conversation,
  writerId,
}: {
  conversation: ConversationDetail
  writerId: string | null
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  const note = useRef<HTMLTextAreaElement>(null)
  useConversationKeys(conversation, writerId ? () => note.current?.focus() : null)
  const { candidateName, campaign, outcomes, recordKey } = conversation
  return (
    <>
      {/* That it has ended matters while somebody may still want to answer. */}
      <ContactBanners ended={conversation.ended && isOpen(conversation)} optedOut={conversation.optedOut} />
      <div className="flex-1 lg:grid lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <CandidateHeader
            as="h2"
            name={candidateName}
            campaign={campaign}
            headingRef={heading}
            badges={<Outcomes conversation={conversation} />}
            actions={<PoppLink url={conversation.conversationUrl} />}
          />
          <Flagged conversation={conversation} />
          <Screening outcomes={outcomes} />
          <Transcript recordKey={recordKey} />
          <ActingSection acting={conversation.acting} />
          <Notes
            recordKey={recordKey}
            notes={conversation.notes}
            writerId={writerId}
            composerRef={note}
            onLeaveComposer={() => heading.current?.focus()}
          />
          <Timeline entries={conversation.timeline} />
        </div>
        {/* Its sections have a line above them; beside the header the first one needs none. */}
        <aside aria-label="About this conversation" className="lg:border-l lg:[&>section:first-child]:border-t-0">
          <ConversationFacts conversation={conversation} />
        </aside>
      </div>
    </>
  )
}

const isOpen = ({ reviewState }: ConversationDetail) => reviewState === 'open' || reviewState === 'held'

/** What the machine said, and what a person did: side by side, never one for the other. */
function Outcomes({ conversation }: { conversation: ConversationDetail }) {
  const { aiOutcome, score, humanOutcome, humanOutcomeBy, reviewState } = conversation
  return (
    <>
      <AiOutcomeBadge outcome={aiOutcome} />
      <span className="text-muted text-xs">{scoreWords(score)}</span>
      {humanOutcome ? (
        <HumanOutcomeBadge outcome={humanOutcome} by={humanOutcomeBy} />
      ) : (
        <ReviewStateBadge state={reviewState} look="soft" />
      )}
    </>
  )
}

function Flagged({ conversation: { timeline, reviewItemId } }: { conversation: ConversationDetail }) {
  const flag = flagFacts(timeline)
  if (!flag) return null
  return (
    <>
      <FlagReason {...flag} />
      {reviewItemId && (
        <p className="-mt-1 px-4 pb-4 sm:px-6">
          <Link href={`/inbox/${encodeURIComponent(reviewItemId)}`} className={buttonClass()}>
            Open the review item
            <ArrowRight aria-hidden />
          </Link>
        </p>
      )}
    </>
  )
}
