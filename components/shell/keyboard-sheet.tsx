'use client'
import Link from 'next/link'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { Kbd } from '../ui/kbd'
import { Sheet } from '../ui/sheet'
import { type KeyLine, keysFor } from './keys'
import { KEYBOARD_SETTINGS } from './nav'
import { useKeyMap } from './use-action-keys'
import { useChangePreferences, usePreferences } from './use-preferences'

type KeyboardSheetProps = { goKeys: readonly string[]; open: boolean; onOpenChange: (open: boolean) => void }

/** All keys as this member has them. */
export function KeyboardSheet({ goKeys, open, onOpenChange }: KeyboardSheetProps) {
  const { shortcuts } = usePreferences()
  const change = useChangePreferences()
  const groups = keysFor(goKeys, useKeyMap())
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      description={shortcuts ? 'They rest while you type.' : 'They are switched off.'}
    >
      <div className="flex flex-col gap-5">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="mb-1 font-medium text-faint text-xs">{group.title}</h3>
            <ul>
              {group.lines.map((line) => (
                <Line key={line.what} line={line} />
              ))}
            </ul>
          </section>
        ))}
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => change({ shortcuts: !shortcuts })}>
            {shortcuts ? 'Switch shortcuts off' : 'Switch shortcuts on'}
          </Button>
          <Link href={KEYBOARD_SETTINGS} onClick={() => onOpenChange(false)} className={buttonClass('ghost')}>
            Change keys…
          </Link>
        </div>
      </div>
    </Sheet>
  )
}

function Line({ line }: { line: KeyLine }) {
  return (
    <li className="flex h-8 items-center justify-between border-b">
      {line.what}
      <span className="flex items-center gap-1 text-faint text-xs">
        <span className="sr-only">{line.keys.join(' then ')}</span>
        {line.keys.map((key, index) => (
          <span key={key} aria-hidden="true" className="flex items-center gap-1">
            {index > 0 && 'then'}
            <Kbd always>{key}</Kbd>
          </span>
        ))}
      </span>
    </li>
  )
}
