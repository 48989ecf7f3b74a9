'use client'
import { useSyncExternalStore } from 'react'
import { parseTheme, THEME_COOKIE, type Theme, themeAttribute } from './theme'

const YEAR_SECONDS = 31_536_000
const listeners = new Set<() => void>()

export function setTheme(theme: Theme): void {
  const attribute = themeAttribute(theme)
  if (attribute) document.documentElement.dataset.theme = attribute
  else delete document.documentElement.dataset.theme
  const secure = location.protocol === 'https:' ? '; secure' : ''
  const age = attribute ? YEAR_SECONDS : 0
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${age}; samesite=lax${secure}`
  for (const listener of listeners) listener()
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => parseTheme(document.documentElement.dataset.theme),
    () => 'system',
  )
}
