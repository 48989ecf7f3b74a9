/** The cookie that carries the choice to the server, so that the first byte has the right colours. */
export const THEME_COOKIE = 'theme'

export const THEMES = ['light', 'dark', 'system'] as const
export type Theme = (typeof THEMES)[number]

/** Anything but a known choice means: as the system has it. */
export function parseTheme(cookie: string | undefined): Theme {
  return cookie === 'light' || cookie === 'dark' ? cookie : 'system'
}

/** The `data-theme` of <html>; none for the system's choice. */
export function themeAttribute(theme: Theme): 'light' | 'dark' | undefined {
  return theme === 'system' ? undefined : theme
}
