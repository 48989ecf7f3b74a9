import { ArrowDown, ArrowUp } from 'lucide-react'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'

type NewItemsPillProps = {
  count: number
  /** They would stand above what is shown; else they stand below. */
  above: boolean
  onShow: () => void
}

/** Announces what came while the reader was elsewhere in the list. It lies over the rows and moves none of them. */
export function NewItemsPill({ count, above, onShow }: NewItemsPillProps) {
  const Arrow = above ? ArrowUp : ArrowDown
  return (
    <div role="status" className={cn('-translate-x-1/2 absolute left-1/2 z-10', above ? 'top-2' : 'bottom-3')}>
      {count > 0 && (
        <Button variant="primary" size="sm" onClick={onShow} className="animate-appear rounded-full shadow-raised">
          <Arrow aria-hidden />
          {count === 1 ? '1 new item' : `${count} new items`}
        </Button>
      )}
    </div>
  )
}
