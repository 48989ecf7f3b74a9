import { CopyButton } from '../ui/copy-button'
import { TruncateText } from '../ui/truncate-text'

/** An id as Popp sent it. `label`: "record id". */
export function CopyableId({ label, text }: { label: string; text: string | null }) {
  if (!text) return <span className="text-faint">Not sent</span>
  return (
    <span className="flex items-center gap-1">
      <TruncateText text={text} className="flex-1 text-left font-mono text-xs" />
      <CopyButton text={text} label={`Copy ${label}`} className="-my-1.5 size-7 pointer-coarse:size-9" />
    </span>
  )
}
