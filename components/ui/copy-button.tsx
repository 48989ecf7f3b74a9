'use client'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { IconButton } from './icon-button'

const SHOWN_MS = 1_500

/** Copies `text`. `label` says what: "Copy record id". */
export function CopyButton({ text, label = 'Copy', className }: { text: string; label?: string; className?: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [copied])

  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => toast.error('The browser did not allow copying. Select the text instead.'),
    ) ?? toast.error('Copying needs a secure (https) address. Select the text instead.')

  return (
    <>
      <IconButton
        label={copied ? 'Copied' : label}
        icon={copied ? <Check aria-hidden className="text-pass" /> : <Copy aria-hidden />}
        onClick={copy}
        className={className}
      />
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </>
  )
}
