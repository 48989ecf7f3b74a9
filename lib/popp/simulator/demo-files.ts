import { randomUUID } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** The part of `demo.json` that the simulated Popp needs. */
export interface DemoTarget {
  endpointUrl: string
  signingSecret: string
  organizationId: string
  /** Where it serves its API, and the key that opens it; without it, it serves none. */
  poppApi?: { baseUrl: string; key: string }
}

/** How far the simulated Popp has come, so that a restart repeats nothing that cannot be told from a repetition. */
export interface Marker {
  organizationId: string
  /** Another endpoint means another database: its history starts anew. */
  endpointPath: string
  seed: number
  /** The moment that the history ends at. */
  anchor: string
  history: 'sending' | 'sent'
  /** Stories begun since then; the next one has this number. */
  liveStories: number
}

export const dataDirectory = (): string => path.resolve(process.env.DATA_DIR || '.data')

/** Null when there is none, or it is not yet written whole. */
export async function readTarget(directory: string): Promise<DemoTarget | null> {
  const found = await readJson<DemoTarget>(path.join(directory, 'demo.json'))
  const whole =
    found && [found.endpointUrl, found.signingSecret, found.organizationId].every((v) => typeof v === 'string')
  return whole ? found : null
}

/** Null when there is none that belongs to this target. */
export async function readMarker(directory: string, target: DemoTarget): Promise<Marker | null> {
  const found = await readJson<Marker>(markerPath(directory))
  const fits = found?.organizationId === target.organizationId && found.endpointPath === endpointPath(target)
  return fits ? found : null
}

/** Written aside and renamed: a kill leaves the old marker or the new one. */
export async function writeMarker(directory: string, marker: Marker): Promise<void> {
  const temporary = `${markerPath(directory)}.${randomUUID()}`
  await writeFile(temporary, JSON.stringify(marker), { mode: 0o600 })
  await rename(temporary, markerPath(directory))
}

export const endpointPath = (target: DemoTarget): string => new URL(target.endpointUrl).pathname

const markerPath = (directory: string): string => path.join(directory, 'simulator.json')

async function readJson<T>(file: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T
  } catch {
    return null
  }
}
