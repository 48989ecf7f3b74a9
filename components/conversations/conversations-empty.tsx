import { MessagesSquare, SearchX } from 'lucide-react'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'

/** `onClear` given: something is filtered, and nothing fits. */
export function ConversationsEmpty({ onClear }: { onClear?: () => void }) {
  if (onClear)
    return (
      <EmptyState
        icon={<SearchX />}
        title="No conversation fits these filters"
        action={<Button onClick={onClear}>Clear filters</Button>}
      >
        The search looks in names, record ids, candidate ids and external ids.
      </EmptyState>
    )
  return (
    <EmptyState icon={<MessagesSquare />} title="No conversations yet">
      They come from Popp: as soon as it reports a screening chat to your endpoint, the chat appears here by itself.
    </EmptyState>
  )
}
