let on = true

/** Whether single-key shortcuts work (WCAG 2.1.4). The page that knows its reader's wish says so by `setHotkeysOn`. */
export const areHotkeysOn = (): boolean => on

/** Counts from the next key on. In the browser only: a server has many readers. */
export function setHotkeysOn(wanted: boolean): void {
  on = wanted
}
