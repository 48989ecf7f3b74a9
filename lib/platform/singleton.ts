const registry = globalThis as unknown as { __reviewDesk?: Map<string, unknown> }

/**
 * One value per process, whichever module graph asks. Our server bundle and Next's own bundle live in one process with
 * separate copies of each module; pools, batchers and stream registries must still exist once.
 */
export function perProcess<T>(name: string, create: () => T): T {
  registry.__reviewDesk ??= new Map()
  const values = registry.__reviewDesk
  if (!values.has(name)) values.set(name, create())
  return values.get(name) as T
}

/** Forgets a value, so that the next `perProcess` makes a new one (shutdown and tests). */
export function forgetPerProcess<T>(name: string): T | undefined {
  const value = registry.__reviewDesk?.get(name) as T | undefined
  registry.__reviewDesk?.delete(name)
  return value
}
