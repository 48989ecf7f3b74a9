import type { ReactNode } from 'react'

/** Something that can be done on the screen behind the palette. `id`: an action's name, or any other that is unique. */
export type PaletteAction = {
  id: string
  /** As on its button; "Resolve…" when more is asked first. */
  label: string
  icon?: ReactNode
  run: () => void
  /** False = not now: it is not listed. */
  enabled?: boolean
}

export type Listed = Omit<PaletteAction, 'enabled'>

/** What the screens say can be done now. Of several with one id the one that registered last counts: it lies on top. */
export function createPaletteRegistry() {
  const registrations: { actions: readonly PaletteAction[] }[] = []
  const listeners = new Set<() => void>()
  let listed: readonly Listed[] = []

  const latest = () => {
    const byId = new Map<string, PaletteAction>()
    for (const { actions } of registrations) for (const action of actions) byId.set(action.id, action)
    return byId
  }
  const refresh = () => {
    const next = [...latest().values()].filter(({ enabled }) => enabled !== false)
    const same = next.length === listed.length && next.every((action, index) => isSame(action, listed[index]!))
    if (same) return
    listed = next.map(({ id, label, icon }) => ({ id, label, icon, run: () => runNow(id) }))
    for (const listener of listeners) listener()
  }
  // What was listed may have become impossible meanwhile: then nothing is done.
  const runNow = (id: string) => {
    const action = latest().get(id)
    if (action?.enabled !== false) action?.run()
  }
  return {
    /** @returns ways to say what can be done by now, and that the screen is gone */
    register(actions: readonly PaletteAction[]) {
      const registration = { actions }
      registrations.push(registration)
      refresh()
      return {
        update(now: readonly PaletteAction[]) {
          registration.actions = now
          refresh()
        },
        remove() {
          registrations.splice(registrations.indexOf(registration), 1)
          refresh()
        },
      }
    },
    /** The same array until something that is shown changes. */
    listed: () => listed,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const isSame = (one: Listed, other: Listed) => one.id === other.id && one.label === other.label
