'use client'
import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Check, Users } from 'lucide-react'
import { useId, useState } from 'react'
import { memberDirectoryOptions } from '@/lib/members/directory-client'
import type { Receiver } from '@/lib/reviews/client-expected'
import { Avatar } from '../ui/avatar'
import { cn } from '../ui/cn'
import { controlClass } from '../ui/control-class'
import { matching, type ReceiverLine, receivers } from './receivers'

type ReceiverChoiceProps = {
  memberId: string
  value: Receiver | null
  error?: string
  onChange: (to: Receiver | null) => void
}

/** A colleague or a role, found by typing. Enter takes the marked line. */
export function ReceiverChoice({ memberId, value, error, onChange }: ReceiverChoiceProps) {
  const { data, isError } = useQuery(memberDirectoryOptions())
  const [search, setSearch] = useState('')
  const inputId = useId()
  const lines = matching(receivers(data ?? [], memberId), search)
  return (
    <Command shouldFilter={false} label="Hand over to" className="flex flex-col gap-1">
      <label htmlFor={inputId} className="font-medium text-sm">
        To
      </label>
      <Command.Input
        id={inputId}
        autoFocus
        value={search}
        onValueChange={setSearch}
        aria-invalid={error ? true : undefined}
        placeholder="Name or role"
        maxLength={200}
        className={cn(controlClass, 'h-8 pointer-coarse:h-11')}
      />
      <Command.List className="max-h-48 overflow-y-auto rounded-md border p-1">
        <Command.Empty className="px-2 py-1.5 text-muted text-xs">
          {isError
            ? 'Your colleagues could not be loaded.'
            : data
              ? 'Nobody of that name can decide items.'
              : 'Loading…'}
        </Command.Empty>
        {lines.map((line) => (
          <Line key={line.id} line={line} chosen={isSame(line.to, value)} onChoose={() => onChange(line.to)} />
        ))}
      </Command.List>
      {error && (
        <p role="alert" className="text-fail text-xs">
          {error}
        </p>
      )}
    </Command>
  )
}

function Line({ line, chosen, onChoose }: { line: ReceiverLine; chosen: boolean; onChoose: () => void }) {
  return (
    <Command.Item
      value={line.id}
      onSelect={onChoose}
      className="flex h-8 cursor-default select-none items-center gap-2 rounded-sm px-2 data-[selected=true]:bg-hover pointer-coarse:h-11"
    >
      {'role' in line.to ? (
        <Users aria-hidden className="mx-0.5 size-4 shrink-0 text-muted" />
      ) : (
        <Avatar name={line.name} size="sm" />
      )}
      <span className={cn('min-w-0 flex-1 truncate', chosen && 'font-medium')}>{line.name}</span>
      <span className="shrink-0 text-faint text-xs">{line.detail}</span>
      {chosen && (
        <>
          <Check aria-hidden className="size-4 shrink-0 text-accent-text" />
          <span className="sr-only">chosen</span>
        </>
      )}
    </Command.Item>
  )
}

const isSame = (one: Receiver, other: Receiver | null) =>
  other !== null &&
  ('role' in one ? 'role' in other && other.role === one.role : 'memberId' in other && other.memberId === one.memberId)
