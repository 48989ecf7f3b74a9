import type { ComponentProps, ReactNode } from 'react'
import { buttonClass } from './button-class'
import { cn } from './cn'
import { Tooltip } from './tooltip'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  /** What it does, in words: the tooltip and the accessible name. */
  label: string
  icon: ReactNode
  shortcut?: string
}

export function IconButton({ label, icon, shortcut, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        aria-keyshortcuts={shortcut}
        className={buttonClass('ghost', 'md', cn('w-8 px-0 pointer-coarse:w-10', className))}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
