import { CopyButton } from '../ui/copy-button'
import { visibleText } from '../ui/pretty-json'
import { TruncateText } from '../ui/truncate-text'

/** An id as Popp sent it. `label`: "record id". */
export function CopyableId({ label, text }: { label: string; text: string | null }) {
  if (!text) return <span className="text-faint">Not sent</span>
  return (
    <span className="flex h-5 items-center gap-1">
      <TruncateText text={visibleText(text)} className="flex-1 font-mono text-xs" />
      <CopyButton text={text} label={`Copy ${label}`} className="-my-1.5 size-7 pointer-coarse:size-9" />
    </span>
  )
}
