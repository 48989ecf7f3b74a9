import { ExternalLink } from 'lucide-react'
import { buttonClass } from '../ui/button-class'

/** Nothing when Popp sent no address. The address carries ids, so Popp's site is not told where the click came from. */
export function PoppLink({ url }: { url: string | null }) {
  if (!url) return null
  return (
    <a href={url} target="_blank" rel="noopener noreferrer" className={buttonClass('ghost', 'sm')}>
      <span className="max-sm:sr-only">Open in Popp</span>
      <ExternalLink aria-hidden />
      <span className="sr-only">(new tab)</span>
    </a>
  )
}
