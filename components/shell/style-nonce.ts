/**
 * The scroll lock under an open dialog writes a <style> and takes its nonce from this global. Without it the
 * Content-Security-Policy blocks the style and the page scrolls behind the dialog.
 */
export function lendNonceToStyles(): void {
  if (typeof document === 'undefined') return
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
  if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce })
}
