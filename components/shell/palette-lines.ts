import type { ReactNode } from 'react'
import { paletteScore } from './palette-filter'

/** Something that can be chosen in the palette. */
export interface PaletteLine {
  id: string
  label: string
  icon?: ReactNode
  shortcut?: string
  /** At the end of the line, quieter than the label. */
  aside?: ReactNode
  run: () => void
}

export interface PaletteGroup {
  heading: string
  lines: readonly PaletteLine[]
}

/** The lines that fit what is typed, the best first, and the group of the best first; with nothing typed all as they are. */
export function fittingLines(groups: readonly PaletteGroup[], typed: string): PaletteGroup[] {
  const search = typed.trim()
  if (!search) return groups.filter(({ lines }) => lines.length > 0)
  return groups
    .map(({ heading, lines }) => {
      const scored = lines.map((line) => ({ line, score: paletteScore(line.id, search, [line.label]) }))
      const fitting = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)
      return { heading, lines: fitting.map(({ line }) => line), best: fitting[0]?.score ?? 0 }
    })
    .filter(({ best }) => best > 0)
    .sort((a, b) => b.best - a.best)
}

/** The first so many lines, in their groups. */
export function firstLines(groups: readonly PaletteGroup[], count: number): PaletteGroup[] {
  let left = count
  return groups.flatMap(({ heading, lines }) => {
    const first = lines.slice(0, left)
    left -= first.length
    return first.length > 0 ? [{ heading, lines: first }] : []
  })
}
