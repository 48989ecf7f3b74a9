import fs from 'node:fs'
import path from 'node:path'

/** The content of a JSON file; undefined when it is missing or was cut off by a crash. */
export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Replaces a JSON file in one step: a reader or a crash sees the old content or the new, never half of it. */
export function writeJson(file, value, mode = 0o600) {
  const draft = `${file}.${process.pid}.tmp`
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const handle = fs.openSync(draft, 'w', mode)
  try {
    fs.writeSync(handle, `${JSON.stringify(value, null, 2)}\n`)
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
  fs.renameSync(draft, file)
}

/** The last lines of a text file, for showing why something failed. */
export function lastLines(file, count = 15) {
  try {
    return fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count)
  } catch {
    return []
  }
}

/** Keeps a log file from growing for ever: beyond `maxBytes` it becomes `<file>.1`, even while a process appends to it. */
export function rotateLog(file, maxBytes = 20 * 1024 * 1024) {
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= maxBytes) return
  fs.copyFileSync(file, `${file}.1`)
  fs.truncateSync(file)
}
