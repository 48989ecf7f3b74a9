'use client'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { conversationOptions } from '@/lib/conversations/client'
import { isProblem } from '@/lib/platform/http/fetch-json'
import { QueryGate } from '../list/query-gate'
import { buttonClass } from '../ui/button-class'
import { ConversationNotFound } from './conversation-not-found'
import { ConversationSkeleton } from './conversation-skeleton'
import { ConversationView } from './conversation-view'
import { useLastView } from './last-view'

/** One conversation with all that is known of it. `writerId`: null when the member's role reads only. */
export function ConversationScreen({ recordKey, writerId }: { recordKey: string; writerId: string | null }) {
  const lastView = useLastView()
  const query = useQuery(conversationOptions(recordKey))
  if (isProblem(query.error, 'not-found')) return <ConversationNotFound />
  return (
    <QueryGate query={query} what="The conversation" skeleton={<ConversationSkeleton />}>
      <div className="flex min-h-full flex-col">
        <h1 className="sr-only">Conversation</h1>
        <div className="flex h-12 items-center border-b px-2 sm:px-4">
          <Link href={`/conversations${lastView}` as Route} className={buttonClass('ghost', 'sm')}>
            <ArrowLeft aria-hidden />
            All conversations
          </Link>
        </div>
        {query.data && <ConversationView key={recordKey} conversation={query.data} writerId={writerId} />}
      </div>
    </QueryGate>
  )
}
