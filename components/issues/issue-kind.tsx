import { BellOff, FileX, KeyRound, type LucideIcon, MailX, PackageX, Plug, Shuffle, Timer } from 'lucide-react'
import type { IssueKind } from '@/lib/issues/schema'
import { kindWords } from '@/lib/issues/words'

const ICONS: Record<IssueKind, LucideIcon> = {
  signature: KeyRound,
  schema: FileX,
  foreign: Shuffle,
  handler: PackageX,
  silence: BellOff,
  lag: Timer,
  'popp-api': Plug,
  outgoing: MailX,
}

/** What kind of failure: icon and word. */
export function IssueKindMark({ kind }: { kind: IssueKind }) {
  const Icon = ICONS[kind]
  return (
    // Not flex: its baseline would be the icon's, and the time beside it on a phone would hang.
    <span className="whitespace-nowrap text-muted">
      <Icon aria-hidden className="mr-1.5 inline size-4 align-[-3px]" />
      {kindWords[kind]}
    </span>
  )
}
