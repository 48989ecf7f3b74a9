'use client'
import { useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { changeView, removeView } from '@/lib/views/client'
import { type SavedView, VIEW_NAME_MAX } from '@/lib/views/schema'
import { Button } from '../ui/button'
import { CheckboxField } from '../ui/checkbox-field'
import { Dialog } from '../ui/dialog'
import { IconButton } from '../ui/icon-button'
import { Input } from '../ui/input'
import { useViewCommand } from './use-view-command'

type ManageViewsProps = {
  views: SavedView[]
  /** What the inbox shows now. */
  query: string
  onClose: () => void
}

/** The views that the member may change, each with everything that can be done to it. */
export function ManageViews({ views, query, onClose }: ManageViewsProps) {
  const mine = views.filter(({ mayChange }) => mayChange)
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Saved views" className="max-w-lg">
      {mine.length === 0 ? (
        <p className="text-muted">There is none that you may change.</p>
      ) : (
        <ul className="-my-3 divide-y">
          {mine.map((view) => (
            <ViewLine key={view.id} view={view} query={query} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function ViewLine({ view, query }: { view: SavedView; query: string }) {
  const client = useQueryClient()
  const [name, setName] = useState(view.name)
  const [removing, setRemoving] = useState(false)
  const { busy, refusal, run } = useViewCommand()
  const rename = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== view.name) void run(() => changeView(client, view.id, { name }))
  }
  return (
    <li className="flex flex-col gap-1 py-3">
      <form onSubmit={rename} className="flex items-center gap-1">
        <Input
          aria-label={`Name of “${view.name}”`}
          value={name}
          maxLength={VIEW_NAME_MAX}
          onChange={(event) => setName(event.target.value)}
        />
        {name.trim() !== view.name && (
          <Button type="submit" busy={busy}>
            Rename
          </Button>
        )}
        <IconButton label={`Remove “${view.name}”`} icon={<Trash2 />} onClick={() => setRemoving(true)} />
      </form>
      <div className="flex flex-wrap items-center gap-2">
        <CheckboxField
          checked={view.shared}
          onChange={(shared) => void run(() => changeView(client, view.id, { shared }))}
          className="flex-1"
        >
          Shared with everybody
        </CheckboxField>
        {view.query !== query && (
          <Button size="sm" variant="ghost" onClick={() => void run(() => changeView(client, view.id, { query }))}>
            Set to what is shown now
          </Button>
        )}
      </div>
      {removing && (
        <div className="flex items-center justify-end gap-2 text-sm">
          <span className="text-muted">Remove it{view.shared && ' for everybody'}?</span>
          <Button size="sm" onClick={() => setRemoving(false)}>
            Keep
          </Button>
          <Button size="sm" variant="danger" busy={busy} onClick={() => void run(() => removeView(client, view.id))}>
            Remove
          </Button>
        </div>
      )}
      <p role="alert" className="text-fail text-xs">
        {refusal}
      </p>
    </li>
  )
}
