import fs from 'node:fs'
import { readJson, writeJson } from './files.mjs'
import { step } from './progress.mjs'
import { inRoot } from './root.mjs'

const FILE = inRoot('.build/stamp.json')

/**
 * Runs one part of the build, unless its sources are those of the last time and its outputs are there. The stamp goes
 * before the work and comes back after it, so a killed build is never taken for a finished one.
 * @param {{ part: string, title: string, sources: string, outputs: string[], work: (say: (text: string) => void) => Promise<void> }} part
 */
export async function buildUnlessFresh({ part, title, sources, outputs, work }) {
  const isThere = outputs.every((output) => fs.existsSync(inRoot(output)))
  if (isThere && readJson(FILE)?.[part] === sources) return
  remember(part, undefined)
  await step(title, work)
  remember(part, sources)
}

/** Somebody else writes these outputs now: the next build makes them anew. */
export const forgetPart = (part) => remember(part, undefined)

function remember(part, sources) {
  writeJson(FILE, { ...readJson(FILE), [part]: sources }, 0o644)
}
