import { HealthSkeleton } from '@/components/health/health-skeleton'
import { PageHeader } from '@/components/shell/page-header'

export default function Loading() {
  return (
    <>
      <PageHeader title="Health" />
      <HealthSkeleton />
    </>
  )
}
