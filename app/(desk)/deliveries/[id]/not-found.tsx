import { NotFoundState } from '@/components/shell/not-found-state'

export default function DeliveryNotFound() {
  return <NotFoundState title="There is no such delivery" href="/deliveries" action="See all deliveries" />
}
