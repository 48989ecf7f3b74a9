import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { inRoot } from './root.mjs'

/** Made by a build, or no part of any: a change in them changes no product. */
const IGNORED = /(^|\/)(node_modules|generated|\.[^/]+)(\/|$)|\.test\.tsx?$|\/testing\//

/**
 * A digest of the content (not the dates: a fresh clone has new dates) of files and folders inside the project.
 * What does not exist counts as empty.
 * @param {string[]} sources @param {string[]} [more] further facts that decide, such as versions
 */
export function fingerprint(sources, more = []) {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesOf(source))) {
    hash.update(`${file}\0`)
    hash.update(fs.readFileSync(inRoot(file)))
  }
  for (const fact of more) hash.update(`\0${fact}`)
  return hash.digest('hex')
}

function filesOf(source) {
  const entry = fs.statSync(inRoot(source), { throwIfNoEntry: false })
  if (!entry) return []
  if (!entry.isDirectory()) return [source]
  return fs
    .readdirSync(inRoot(source), { withFileTypes: true })
    .map((child) => path.posix.join(source, child.name))
    .filter((child) => !IGNORED.test(child))
    .sort()
    .flatMap(filesOf)
}
