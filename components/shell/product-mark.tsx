/** Two sheets, the upper one decided upon. */
export function ProductMark({ className = 'size-5' }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" fill="none" aria-hidden="true" className={className}>
      <rect x="1" y="5" width="13" height="14" rx="3" className="fill-accent/35" />
      <rect x="5" y="1" width="14" height="14" rx="3" className="fill-accent" />
      <path
        d="m9 8 2.2 2.2L15.4 6"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-accent-contrast"
      />
    </svg>
  )
}

export function ProductName({ className }: { className?: string }) {
  return (
    <span className="flex items-center gap-2">
      <ProductMark />
      <span className={className ?? 'font-semibold text-base tracking-tight'}>Review Desk</span>
    </span>
  )
}
