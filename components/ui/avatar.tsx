import type { CSSProperties } from 'react'
import { cn } from './cn'
import { avatarHue, initialsOf } from './initials'

const SIZES = { sm: 'size-5 text-[0.5625rem]', md: 'size-7 text-2xs', lg: 'size-10 text-sm' }

/** Initials on a tint that follows from the name. Decoration: the name stands beside it in words. */
export function Avatar({
  name,
  size = 'md',
  className,
}: {
  name: string
  size?: keyof typeof SIZES
  className?: string
}) {
  return (
    <span
      aria-hidden="true"
      style={{ '--hue': avatarHue(name) } as CSSProperties}
      className={cn(
        'avatar-tint inline-flex shrink-0 select-none items-center justify-center rounded-full font-medium',
        SIZES[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  )
}
