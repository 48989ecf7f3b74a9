/**
 * As `ref` of a dialog's choices: the focus begins at what was chosen before, or at the first. By a ref, because a dialog
 * is in the page only after the effects of the component that opens it.
 */
export function focusChoice(choices: HTMLElement | null): void {
  const chosen = choices?.querySelector<HTMLElement>('[role=radio][data-state=checked]')
  const first = chosen ?? choices?.querySelector<HTMLElement>('[role=radio]')
  first?.focus()
}
