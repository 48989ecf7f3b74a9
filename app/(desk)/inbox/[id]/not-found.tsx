import { NotFoundState } from '@/components/shell/not-found-state'

export default function ItemNotFound() {
  return <NotFoundState title="There is no such item" href="/inbox" action="Go to the inbox" />
}
