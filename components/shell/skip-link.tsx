export const MAIN_ID = 'main'

export function SkipLink() {
  return (
    <a
      href={`#${MAIN_ID}`}
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md border bg-raised px-3 py-1.5 font-medium text-sm shadow-raised focus-visible:translate-y-0"
    >
      Skip to content
    </a>
  )
}
