'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { type InboxView, parseView, viewSearch } from '@/lib/reviews/filter'
import { viewListOptions } from '@/lib/views/client'
import type { SavedView } from '@/lib/views/schema'
import { usePaletteActions } from '../shell/use-palette-actions'
import { Button } from '../ui/button'
import { Count } from '../ui/count'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu'
import { TruncateText } from '../ui/truncate-text'
import { ManageViews } from './manage-views'
import { SaveView } from './save-view'

/** Items come and go while the menu is open. */
const COUNTS_MS = 5_000

type ViewsMenuProps = { view: InboxView; setView: (view: InboxView) => void }

/** Filters that were given a name, one's own and everybody's, with the number of items that each shows now. */
export function ViewsMenu({ view, setView }: ViewsMenuProps) {
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null)
  const { data: views = [] } = useQuery({ ...viewListOptions(), refetchInterval: open && COUNTS_MS })
  const search = viewSearch(view)
  const current = views.find(({ query }) => query === search)
  const onOpenChange = (next: boolean) => {
    setOpen(next)
    if (next) void client.invalidateQueries({ queryKey: viewListOptions().queryKey })
  }
  const choose = (query: string) => setView(parseView(query))
  usePaletteActions([
    ...views.map(({ id, name, query }) => ({ id: `view ${id}`, label: `View: ${name}`, run: () => choose(query) })),
    { id: 'save-view', label: 'Save this view…', run: () => setDialog('save') },
  ])
  return (
    <>
      <DropdownMenu open={open} onOpenChange={onOpenChange}>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="sm" className="min-w-0">
            <Bookmark aria-hidden />
            <span className="truncate">{current && search !== '' ? current.name : 'Views'}</span>
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start" className="w-72">
          <DropdownMenuRadioGroup value={search} onValueChange={choose}>
            <ViewItems label="Mine" views={views.filter(({ shared }) => !shared)} />
            <ViewItems label="Shared" views={views.filter(({ shared }) => shared)} />
          </DropdownMenuRadioGroup>
          {views.length > 0 && <DropdownMenuSeparator />}
          <DropdownMenuItem onSelect={() => setDialog('save')}>Save this view…</DropdownMenuItem>
          {views.some(({ mayChange }) => mayChange) && (
            <DropdownMenuItem onSelect={() => setDialog('manage')}>Rename, share, remove…</DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      {dialog === 'save' && <SaveView view={view} onClose={() => setDialog(null)} />}
      {dialog === 'manage' && <ManageViews views={views} query={search} onClose={() => setDialog(null)} />}
    </>
  )
}

function ViewItems({ label, views }: { label: string; views: SavedView[] }) {
  if (views.length === 0) return null
  return (
    <>
      <DropdownMenuLabel>{label}</DropdownMenuLabel>
      {views.map(({ id, name, query, count }) => (
        <DropdownMenuRadioItem key={id} value={query}>
          <TruncateText text={name} className="flex-1" />
          <Count value={count} />
        </DropdownMenuRadioItem>
      ))}
    </>
  )
}
