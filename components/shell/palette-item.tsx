'use client'
import { Command } from 'cmdk'
import type { ReactNode } from 'react'
import { Kbd } from '../ui/kbd'

export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  )
}

type PaletteItemProps = {
  id: string
  label: string
  icon?: ReactNode
  shortcut?: string
  /** At the end of the line, quieter than the label. */
  aside?: ReactNode
  onSelect: () => void
}

export function PaletteItem({ id, icon, label, shortcut, aside, onSelect }: PaletteItemProps) {
  return (
    <Command.Item
      value={id}
      keywords={[label]}
      onSelect={onSelect}
      className="flex h-9 cursor-default select-none items-center gap-2.5 rounded-sm px-3 data-[selected=true]:bg-hover pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-muted"
    >
      <span aria-hidden className="flex w-4 shrink-0">
        {icon}
      </span>
      <span className="truncate">{label}</span>
      {(aside || shortcut) && (
        <span className="ml-auto flex min-w-0 shrink-0 items-center gap-2 pl-2 text-muted text-xs">
          {aside}
          {shortcut && <Kbd>{shortcut}</Kbd>}
        </span>
      )}
    </Command.Item>
  )
}
