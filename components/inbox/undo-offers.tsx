'use client'
import { toast } from 'sonner'
import { ActionKbd } from '../shell/action-kbd'
import { dismissOne, sayWhy, showOneNext } from './one-toast'
import { latestOffer, UNDO_MS, type UndoOffer, withOffer, withoutOffer } from './undo-stack'

// Of the tab, not of a screen: what was done in the inbox can be taken back from the next screen too.
let offers: UndoOffer[] = []

/** Says what was done and offers to take it back: by the button, by the key, or from the palette. */
export function offerUndo(offer: Omit<UndoOffer, 'until'> & { about?: string }): void {
  const until = Date.now() + UNDO_MS
  offers = withOffer(offers, { ...offer, until }, Date.now())
  showOffer({ ...offer, until })
}

/** Takes back what was done last, if that was within ten seconds. */
export function undoLatest(): void {
  const latest = latestOffer(offers, Date.now())
  if (latest) take(latest)
  else sayWhy('Nothing to undo', 'An action can be undone for ten seconds.')
}

/** It was undone elsewhere, was refused after all, or cannot be undone any more. */
export function withdrawOffer(id: string): void {
  if (latestOffer(offers, Date.now())?.id === id) dismissOne('done')
  offers = withoutOffer(offers, id)
}

/** After one was undone, Undo means the one before it: then that one is said again. */
export function offerEarlier(): void {
  const latest = latestOffer(offers, Date.now())
  if (latest) showOffer(latest)
}

function take(offer: UndoOffer) {
  offers = withoutOffer(offers, offer.id)
  dismissOne('done')
  // The notification gives the focus back to where it was before; afterwards it would take it from what is shown then.
  const { activeElement } = document
  if (activeElement instanceof HTMLElement && activeElement.closest('[data-sonner-toaster]')) activeElement.blur()
  offer.undo()
}

function showOffer(offer: UndoOffer & { about?: string }) {
  showOneNext('done', () =>
    toast.success(offer.words, {
      description: offer.about,
      duration: offer.until - Date.now(),
      action: {
        label: (
          <>
            Undo <ActionKbd action="undo" />
          </>
        ),
        onClick: () => take(offer),
      },
    }),
  )
}
