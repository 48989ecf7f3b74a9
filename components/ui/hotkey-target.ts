const NOT_TYPED_IN = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'])
const TYPING =
  '[contenteditable=""], [contenteditable="true"], [contenteditable="plaintext-only"], [role="textbox"], [role="searchbox"], [role="combobox"], [role="spinbutton"]'
const OPEN_DIALOG = ['dialog', 'alertdialog', 'menu', 'listbox']
  .map((role) => `[role="${role}"][data-state="open"]`)
  .join(',')
const ACTS_ON_ENTER =
  'a[href], button, summary, [role="button"], [role="link"], [role="menuitem"], [role="tab"], [role="option"], [role="checkbox"]'

/** True where a letter would be text (or would move a select). */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  if (target instanceof HTMLInputElement) return !NOT_TYPED_IN.has(target.type)
  return target.matches('textarea, select') || target.closest(TYPING) !== null
}

/** True while a dialog, drawer, menu or popover is open. */
export function isDialogOpen(): boolean {
  return document.querySelector(`${OPEN_DIALOG}, dialog[open]`) !== null
}

/** True when the key already means something on the focused control: Enter on a link follows the link. */
export function controlWants(key: string, target: EventTarget | null): boolean {
  return (key === 'Enter' || key === ' ') && target instanceof Element && target.closest(ACTS_ON_ENTER) !== null
}
