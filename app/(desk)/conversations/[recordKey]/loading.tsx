import { ConversationSkeleton } from '@/components/conversations/conversation-skeleton'

export default function Loading() {
  return <ConversationSkeleton />
}
