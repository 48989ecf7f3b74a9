'use client'
import { type ReactNode, type RefObject, useRef } from 'react'
import type { ConversationDetail } from '@/lib/conversations/schema'
import type { ReviewItem } from '@/lib/reviews/schema'
import { ItemActing } from '../acting/item-acting'
import { AiOutcomeBadge } from '../conversation/ai-outcome-badge'
import { CandidateHeader } from '../conversation/candidate-header'
import { Contact } from '../conversation/contact'
import { ContactBanners } from '../conversation/contact-banners'
import { FlagReason } from '../conversation/flag-reason'
import { Notes } from '../conversation/notes'
import { PoppLink } from '../conversation/popp-link'
import { Screening } from '../conversation/screening'
import { Timeline } from '../conversation/timeline'
import { Transcript } from '../conversation/transcript'
import { scoreWords } from '../conversation/words'
import { cn } from '../ui/cn'
import { ErrorState } from '../ui/error-state'
import { ClaimBar } from './claim-bar'
import { ConversationSkeleton } from './detail-skeleton'
import type { ItemActions } from './item-actions'
import { leaseOf } from './lease'
import { OfflineState } from './offline-state'
import { ItemPresence } from './presence-marks'
import { ResolvePanel } from './resolve-panel'
import { useLeaseKeeper } from './use-lease-keeper'
import { usePresence } from './use-presence'
import type { Questions } from './use-question'
import { useReasonInSight } from './use-reason-in-sight'
import { useServerNow } from './use-server-now'

export interface ItemViewProps {
  item: ReviewItem
  /** Undefined until it is loaded. */
  conversation: ConversationDetail | undefined
  failure: { retrying: boolean; onRetry: () => void } | null
  /** The browser is offline: nothing more comes for now. */
  paused: boolean
  memberId: string
  /** Null when the member's role reads only. */
  actions: ItemActions | null
  canWriteNotes: boolean
  resolving: boolean
  closeResolving: () => void
  /** What is asked about the item before something is done. */
  questions: Questions
  heading: RefObject<HTMLHeadingElement | null>
  note: RefObject<HTMLTextAreaElement | null>
  reply: RefObject<HTMLTextAreaElement | null>
  /** The way back, on a phone. */
  back: ReactNode
}

/** Who, who may act, why, what was said; the decision stands below all that, where it hides nothing of it. */
export function ItemView(props: ItemViewProps) {
  const { item, conversation, memberId, actions, resolving } = props
  const area = useRef<HTMLDivElement>(null)
  const now = useServerNow()
  const lease = leaseOf(item, memberId, now)
  useLeaseKeeper(area, lease, resolving, () => actions?.extendSilently(item.id))
  usePresence(item.id, area)
  const { reason, bar } = useReasonInSight(resolving)
  return (
    <div ref={area} className="flex h-full flex-col">
      <div className="relative flex min-h-0 flex-1 flex-col overflow-y-auto">
        {props.back}
        <CandidateHeader
          as="h2"
          name={item.candidateName}
          campaign={item.campaign}
          headingRef={props.heading}
          badges={
            <>
              <AiOutcomeBadge outcome={item.aiOutcome} />
              <span className="text-muted text-xs">{scoreWords(item.score)}</span>
              <ItemPresence itemId={item.id} />
            </>
          }
          actions={<PoppLink url={conversation?.conversationUrl ?? null} />}
        />
        <div ref={bar} className={cn('sticky top-0 z-10 border-y bg-surface', resolving && 'max-lg:static')}>
          <ClaimBar
            item={item}
            memberId={memberId}
            lease={lease}
            now={now}
            actions={actions}
            resolving={resolving}
            closeResolving={props.closeResolving}
            questions={props.questions}
            returnTo={props.heading}
          />
        </div>
        <ContactBanners ended={item.ended && item.state === 'open'} optedOut={item.optedOut} />
        <FlagReason {...item} reason={item.flagReason} ref={reason} />
        <Conversation {...props} isMine={lease.kind === 'mine'} />
      </div>
      {resolving && actions && (
        <ResolvePanel
          key={item.id}
          item={item}
          lease={lease}
          memberId={memberId}
          onResolve={(input) => actions.resolve(item.id, input)}
          onClose={props.closeResolving}
        />
      )}
    </div>
  )
}

function Conversation(props: ItemViewProps & { isMine: boolean }) {
  const { item, conversation, failure, paused, memberId, canWriteNotes, note, heading } = props
  const toHeading = () => heading.current?.focus()
  if (!conversation && paused) return <OfflineState />
  if (!conversation)
    return failure ? <ErrorState {...failure} title="The conversation could not be loaded" /> : <ConversationSkeleton />
  return (
    <>
      <Contact contact={conversation.contact} />
      <Screening outcomes={conversation.outcomes} />
      <Transcript recordKey={item.recordKey} />
      <ItemActing
        item={item}
        acting={conversation.acting}
        memberId={memberId}
        isMine={props.isMine}
        actions={props.actions}
        reply={props.reply}
        onLeave={toHeading}
      />
      <Notes
        recordKey={item.recordKey}
        notes={conversation.notes}
        writerId={canWriteNotes ? memberId : null}
        composerRef={note}
        onLeaveComposer={toHeading}
      />
      <Timeline entries={conversation.timeline} />
    </>
  )
}
