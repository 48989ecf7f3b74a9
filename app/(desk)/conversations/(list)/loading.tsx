import { ConversationsSkeleton } from '@/components/conversations/conversations-skeleton'

export default function Loading() {
  return <ConversationsSkeleton />
}
