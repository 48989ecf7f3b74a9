import { SkeletonRows } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div className="pt-12">
      <SkeletonRows rows={10} />
    </div>
  )
}
