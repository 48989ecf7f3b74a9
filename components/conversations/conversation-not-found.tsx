import { NotFoundState } from '../shell/not-found-state'

export const ConversationNotFound = () => (
  <NotFoundState title="There is no such conversation" href="/conversations" action="See all conversations" />
)
