import { NotFoundState } from '@/components/shell/not-found-state'

export default function DeskNotFound() {
  return <NotFoundState title="There is nothing at this address" href="/inbox" action="Go to the inbox" />
}
