import type { Route } from 'next'
import type { DeliveryFilter } from '@/lib/webhooks/delivery-filter'
import { deliveryTabs } from '@/lib/webhooks/schema'
import { Tabs } from '../ui/tabs'

type Tab = DeliveryFilter['tab']

const WORDS: Record<Tab, string> = { received: 'Received', rejected: 'Rejected' }
const hrefOf = (tab: Tab) => (tab === 'received' ? '/deliveries' : `/deliveries?tab=${tab}`) as Route

export function DeliveryTabs({ tab, onShow }: { tab: Tab; onShow: (tab: Tab) => void }) {
  return (
    <Tabs
      label="Deliveries"
      className="mb-3 sm:mb-2"
      items={deliveryTabs.map((one) => ({ href: hrefOf(one), label: WORDS[one], current: one === tab }))}
      onSelect={({ href }) => onShow(deliveryTabs.find((one) => hrefOf(one) === href)!)}
    />
  )
}
