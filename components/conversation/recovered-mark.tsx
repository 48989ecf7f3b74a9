import { CloudDownload } from 'lucide-react'

export const RECOVERED = 'Recovered from Popp’s list'

/** On what no webhook brought: Popp's list of conversations told it. Beside its words the reason is on hover. */
export const RecoveredMark = ({ short = false }: { short?: boolean }) => (
  <span
    title="No webhook brought this: a comparison with Popp’s list of conversations found it."
    className="inline-flex items-center gap-1 whitespace-nowrap text-muted text-xs"
  >
    <CloudDownload aria-hidden className="size-3.5 shrink-0" />
    {short ? 'Recovered' : RECOVERED}
    {short && <span className="sr-only"> from Popp’s list</span>}
  </span>
)
