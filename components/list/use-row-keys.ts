'use client'
import type { RefObject } from 'react'
import { useActionKeys } from '../shell/use-action-keys'

/** The keys of next and previous move the focus from row to row of the table in `list`; Enter then follows the row's link by itself. */
export function useRowKeys(list: RefObject<HTMLElement | null>, enabled = true): void {
  const move = (step: 1 | -1) => {
    const links = rowLinks(list.current)
    const at = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement))
    links[at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)]?.focus()
  }
  const walk = (step: 1 | -1) => ({ run: () => move(step), repeat: true })
  useActionKeys({ next: walk(1), previous: walk(-1) }, { enabled })
}

const rowLinks = (list: HTMLElement | null): HTMLElement[] =>
  [...(list?.querySelectorAll('tbody tr') ?? [])].flatMap((row) => row.querySelector<HTMLElement>('a') ?? [])

/** Where the focus goes when the list itself was replaced. */
export const focusFirstRow = (list: HTMLElement | null): void => rowLinks(list)[0]?.focus({ preventScroll: true })
