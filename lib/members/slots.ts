/** Runs work, at most `atOnce` of it at the same time; the rest waits in order. */
export function createSlots(atOnce: number) {
  let free = atOnce
  const waiting: (() => void)[] = []
  return async function run<T>(work: () => Promise<T>): Promise<T> {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
