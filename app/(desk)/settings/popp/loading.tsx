import { ConnectionSkeleton } from '@/components/settings/popp/connection-skeleton'
import { PageHeader } from '@/components/shell/page-header'

export default function Loading() {
  return (
    <>
      <PageHeader title="Settings" />
      <div className="max-w-3xl px-4 py-2">
        <ConnectionSkeleton />
      </div>
    </>
  )
}
