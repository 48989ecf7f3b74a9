'use client'
import { CircleAlert, RotateCcw } from 'lucide-react'
import { type ActionId, keyActions, keyCap } from '@/lib/members/key-actions'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { Kbd } from '../ui/kbd'
import { useKeyCapture } from './use-key-capture'
import type { KeyEditor } from './use-key-editor'

type KeyRowProps = { action: ActionId; editor: KeyEditor; onDone: (announcement: string) => void }

/** One action, its key, and the way to another one: "Change", then the key itself. */
export function KeyRow({ action, editor, onDone }: KeyRowProps) {
  const { capturing, refusal, put, swap, button } = useKeyCapture(action, editor, onDone)
  const { what, key: usual } = keyActions[action]
  const current = editor.keys[action]
  return (
    <li className="border-b py-1 last:border-b-0">
      <div className="flex min-h-9 items-center gap-2">
        <span className="min-w-0 flex-1">{what}</span>
        {current !== usual && (
          <IconButton
            label={`${what}: back to ${keyCap(usual)}`}
            icon={<RotateCcw aria-hidden />}
            onClick={() => put(usual)}
          />
        )}
        <span className="sr-only">{keyCap(current)}</span>
        <Kbd always>{keyCap(current)}</Kbd>
        <Button
          {...button}
          size="sm"
          aria-label={capturing ? `Press a key for ${what}. Escape cancels.` : `Change the key of ${what}`}
          className="w-24"
        >
          {capturing ? 'Press a key…' : 'Change'}
        </Button>
      </div>
      <div role="alert">
        {refusal && (
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 pb-1.5 text-fail text-xs">
            <CircleAlert aria-hidden className="size-3 shrink-0" />
            {refusal.why}
            {refusal.other && (
              <Button size="sm" onClick={() => refusal.other && swap(refusal.other)}>
                Swap the two
              </Button>
            )}
          </p>
        )}
      </div>
    </li>
  )
}
