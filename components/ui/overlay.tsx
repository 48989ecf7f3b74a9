import type { ComponentProps } from 'react'

/**
 * Between a dialog and the page. Not the primitive's own, which locks the page's scrolling by a style on <body> that
 * everything inherits: 50 ms on a full inbox, at opening and at closing. Nothing is there to lock, because the page itself
 * never scrolls, only panes in it do, and a wheel above this one reaches none of them.
 */
export function Overlay(props: ComponentProps<'div'>) {
  return (
    <div
      {...props}
      className="pointer-events-auto fixed inset-0 z-40 animate-appear touch-none overscroll-contain bg-overlay"
    />
  )
}
