'use client'
import type { ComponentProps, MouseEvent } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class'
import { Kbd } from './kbd'
import { Spinner } from './spinner'

export type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Printed on the button as a key cap. It only shows the key; bind it with `useHotkeys`. */
  shortcut?: string
  /** Work is under way: shows a spinner, ignores clicks, keeps the focus where it is. */
  busy?: boolean
}

export function Button({
  variant,
  size,
  shortcut,
  busy = false,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  // A disabled button loses focus, and the keyboard user her place: a busy one is only said to be disabled.
  const ignoreWhileBusy = (event: MouseEvent<HTMLButtonElement>) => (busy ? event.preventDefault() : onClick?.(event))
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || rest['aria-disabled']}
      aria-busy={busy || undefined}
      aria-keyshortcuts={shortcut}
      onClick={busy || onClick ? ignoreWhileBusy : undefined}
      className={buttonClass(variant, size, className)}
    >
      {busy && <Spinner />}
      {children}
      {shortcut && <Kbd on={variant === 'primary' || variant === 'danger' ? 'fill' : 'surface'}>{shortcut}</Kbd>}
    </button>
  )
}
