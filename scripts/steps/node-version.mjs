const OLDEST = [20, 19]

/** False, after one clear sentence, when this Node is too old. Must run before anything that an old Node cannot parse. */
export function nodeIsRecentEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return true
  console.error(
    `This needs Node ${OLDEST.join('.')} or newer and runs on ${process.versions.node}: install a newer one from https://nodejs.org and try again.`,
  )
  return false
}
