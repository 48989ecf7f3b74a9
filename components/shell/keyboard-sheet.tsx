'use client'
import { Button } from '../ui/button'
import { setHotkeysOn, useHotkeysOn } from '../ui/hotkey-preference'
import { Kbd } from '../ui/kbd'
import { Sheet } from '../ui/sheet'
import type { KeyGroup, KeyLine } from './keys'

type KeyboardSheetProps = { groups: KeyGroup[]; open: boolean; onOpenChange: (open: boolean) => void }

export function KeyboardSheet({ groups, open, onOpenChange }: KeyboardSheetProps) {
  const on = useHotkeysOn()
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" description="They rest while you type.">
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
        <Button onClick={() => setHotkeysOn(!on)} className="self-start">
          {on ? 'Switch shortcuts off' : 'Switch shortcuts on'}
        </Button>
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
