import { ConversationNotFound } from '@/components/conversations/conversation-not-found'

export default ConversationNotFound
