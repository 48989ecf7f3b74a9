import { ArrowUp } from 'lucide-react'
import { Button } from '../ui/button'

/** Announces what waits above a list that is held still. It lies over the rows and moves none of them. */
export function NewsPill({ words, onShow }: { words: string | null; onShow: () => void }) {
  return (
    <div role="status" className="sticky top-10 z-20 flex h-0 justify-center">
      {words && (
        <Button variant="primary" size="sm" onClick={onShow} className="animate-appear rounded-full shadow-raised">
          <ArrowUp aria-hidden />
          {words}
        </Button>
      )}
    </div>
  )
}
