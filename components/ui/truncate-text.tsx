import { cn } from './cn'
import { plainDirection } from './pretty-json'

type TruncateTextProps = { text: string; lines?: 1 | 2 | 3; className?: string }

const CLAMP = { 1: 'block truncate', 2: 'line-clamp-2', 3: 'line-clamp-3' }

/**
 * Cut by the eye only: the whole text is in the page for screen readers and in the tip on hover. Arabic and Hebrew read
 * from the right, but stand where the others in their column stand.
 */
export function TruncateText({ text, lines = 1, className }: TruncateTextProps) {
  const shown = plainDirection(text)
  return (
    <span
      dir="auto"
      title={shown}
      className={cn('min-w-0 text-left', CLAMP[lines], lines > 1 && 'break-words', className)}
    >
      {shown}
    </span>
  )
}
