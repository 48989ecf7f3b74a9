import type { ReactNode } from 'react'
import { cn } from './cn'
import { type Tone, toneSoft, toneText } from './tone'

type ToneBadgeProps = {
  tone: Tone
  /** A lucide icon element. Never left out: colour alone says nothing. */
  icon: ReactNode
  /** The verdict in words. */
  children: ReactNode
  /** Who says so, before the word: "Popp", "You", "Dana". */
  by?: ReactNode
  /** `soft` has a tinted ground (headings, detail); `plain` only icon and word (dense rows). */
  look?: 'soft' | 'plain'
  className?: string
}

/** Icon + word + colour: the base of every verdict. */
export function ToneBadge({ tone, icon, children, by, look = 'soft', className }: ToneBadgeProps) {
  return (
    <span
      className={cn(
        'inline-flex h-5 min-w-0 max-w-full items-center gap-1 whitespace-nowrap align-middle font-medium text-xs [&_svg]:size-3.5 [&_svg]:shrink-0',
        toneText[tone],
        look === 'soft' && ['rounded-sm px-1.5', toneSoft[tone]],
        // A person's word is signed: an outline sets it apart from the machine's, in grey-scale print too.
        look === 'soft' && tone === 'human' && 'ring-1 ring-current/40 ring-inset',
        className,
      )}
    >
      <span aria-hidden className="contents">
        {icon}
      </span>
      {/* In a narrow row the name gives way before the word does. */}
      {by && <span className="min-w-0 shrink-[99] truncate font-normal opacity-90">{by}:</span>}
      <span className="truncate">{children}</span>
    </span>
  )
}
