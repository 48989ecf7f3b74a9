'use client'
import type { BulkCommand } from '@/lib/reviews/bulk-schema'
import { BulkHandOverDialog } from './bulk-hand-over-dialog'
import { type BulkDialogProps, BulkResolveDialog } from './bulk-resolve-dialog'
import { BulkSnoozeDialog } from './bulk-snooze-dialog'

export type BulkQuestion = BulkCommand['kind']

/** What is asked before a command goes out to all that is selected. */
export function BulkDialog({ question, ...rest }: BulkDialogProps & { question: BulkQuestion }) {
  if (question === 'resolve') return <BulkResolveDialog {...rest} />
  return question === 'snooze' ? <BulkSnoozeDialog {...rest} /> : <BulkHandOverDialog {...rest} />
}
