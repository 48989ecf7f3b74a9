import { CopyButton } from './copy-button'
import { prettyJson, visibleText } from './pretty-json'

/** Beyond this the browser gets slow; the rest is one copy away. */
const SHOWN_CHARS = 200_000

type CodeBlockProps = {
  text: string
  /** `json` re-indents without changing a character of any value. */
  language?: 'json' | 'text'
  /** What it is, for screen readers and the copy button: "event body". */
  label: string
}

/** Foreign text, shown safely: React escapes it, control characters are spelled out, long lines wrap. */
export function CodeBlock({ text, language = 'text', label }: CodeBlockProps) {
  const shown = text.slice(0, SHOWN_CHARS)
  const pretty = visibleText(language === 'json' ? prettyJson(shown) : shown)
  return (
    <figure aria-label={label} className="relative rounded-md border bg-background">
      <CopyButton text={text} label={`Copy ${label}`} className="absolute top-1 right-1 bg-background" />
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[60vh] overflow-auto whitespace-pre-wrap break-words p-3 pr-12 font-mono text-xs leading-5"
      >
        <code>{pretty}</code>
      </pre>
      {text.length > SHOWN_CHARS && (
        <figcaption className="border-t px-3 py-1.5 text-muted text-xs">
          The first {SHOWN_CHARS.toLocaleString('en')} of {text.length.toLocaleString('en')} characters. Copy takes all.
        </figcaption>
      )}
    </figure>
  )
}
