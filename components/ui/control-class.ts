/** Shared look of everything one types or chooses in. 16 px on touch screens, or iOS zooms into the page. */
export const controlClass =
  'w-full rounded-md border border-field bg-surface px-2.5 text-text text-sm pointer-coarse:text-lg ' +
  'hover:border-muted focus-visible:border-focus focus-visible:outline-offset-0 ' +
  'disabled:bg-background disabled:text-muted aria-invalid:border-fail'
