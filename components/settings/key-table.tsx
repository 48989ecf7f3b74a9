'use client'
import { useState } from 'react'
import { isAction, KEY_TABLE } from '../shell/keys'
import { Button } from '../ui/button'
import { KeyRow } from './key-row'
import { useKeyEditor } from './use-key-editor'

/** Every action that can be put on another key, by the place where it works. */
export function KeyTable() {
  const editor = useKeyEditor()
  const [announcement, setAnnouncement] = useState('')
  const resetAll = () => {
    editor.resetAll()
    setAnnouncement('All actions are on their usual keys again.')
  }
  return (
    <div className="flex flex-col gap-5">
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {KEY_TABLE.map(({ title, lines }) => {
        const actions = lines.filter(isAction)
        if (actions.length === 0) return null
        return (
          <div key={title}>
            <h3 className="mb-1 font-medium text-faint text-xs">{title}</h3>
            <ul aria-label={title}>
              {actions.map((action) => (
                <KeyRow key={action} action={action} editor={editor} onDone={setAnnouncement} />
              ))}
            </ul>
          </div>
        )
      })}
      <Button onClick={resetAll} disabled={!editor.changed} className="self-start">
        Reset all keys
      </Button>
    </div>
  )
}
