import { CopyButton } from './copy-button'

/** A text that is carried elsewhere: whole, however long, with a button that copies it. `label`: "Address". */
export const CopyLine = ({ label, text }: { label: string; text: string }) => (
  <div>
    <p className="text-muted text-xs">{label}</p>
    <div className="mt-0.5 flex items-center gap-1 rounded-md border bg-background py-0.5 pr-0.5 pl-2.5">
      <code className="min-w-0 flex-1 break-all py-1 font-mono text-xs">{text}</code>
      <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
    </div>
  </div>
)
