'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus, Zap } from 'lucide-react'
import { useState } from 'react'
import { macrosOptions } from '@/lib/macros/client'
import type { Macro } from '@/lib/macros/schema'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { ErrorState } from '../../ui/error-state'
import { SkeletonRows } from '../../ui/skeleton'
import { SettingsSection } from '../settings-section'
import { MacroDialog } from './macro-dialog'
import { MacroRow } from './macro-row'

/** A note and a decision in one key: one's own, and those shared with everybody. */
export function MacrosSettings({ canWrite }: { canWrite: boolean }) {
  const { data: macros, isError, isFetching, refetch } = useQuery(macrosOptions())
  const [open, setOpen] = useState<Macro | 'new' | null>(null)
  const add = canWrite && (
    <Button onClick={() => setOpen('new')}>
      <Plus aria-hidden />
      New macro
    </Button>
  )
  return (
    <SettingsSection
      title="Macros"
      description="A note and a decision in one go, for answers you give again and again. In an item press M, then its key."
    >
      {!macros && !isError && <SkeletonRows rows={3} label="Loading macros" />}
      {!macros && isError && <ErrorState onRetry={() => void refetch()} retrying={isFetching} />}
      {macros?.length === 0 && (
        <EmptyState icon={<Zap />} title="No macros yet" action={add || undefined}>
          {canWrite ? 'Write the first for what you type most often.' : 'Recruiters and admins write them.'}
        </EmptyState>
      )}
      {macros && macros.length > 0 && (
        <>
          <ul className="mb-4 divide-y border-y">
            {macros.map((macro) => (
              <MacroRow key={macro.id} macro={macro} canWrite={canWrite} onChange={() => setOpen(macro)} />
            ))}
          </ul>
          {add}
        </>
      )}
      {open && <MacroDialog macro={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </SettingsSection>
  )
}
