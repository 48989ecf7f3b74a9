import fs from 'node:fs'
import path from 'node:path'
import { rotateLog } from '../files.mjs'

/**
 * Where a process writes its log. In the demo into DATA_DIR/logs, so that the terminal keeps showing the address and the
 * accounts; otherwise to our standard output, where a service manager or container collects it.
 * @param {{ demo: boolean, dev: boolean, dataDir: string }} configuration @param {string} name
 */
export const logFileOf = ({ demo, dev, dataDir }, name) =>
  demo && !dev ? path.join(dataDir, 'logs', `${name}.log`) : undefined

/** @returns {number | 'inherit'} what `spawn` takes as output */
export function openLog(file) {
  if (!file) return 'inherit'
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  rotateLog(file)
  return fs.openSync(file, 'a', 0o600)
}

export function closeLog(output) {
  if (output !== 'inherit') fs.closeSync(output)
}

/** A line of a structured log in words; any other line as it is. */
export function readableLine(line) {
  try {
    const { msg, err } = JSON.parse(line)
    return [msg, err?.message, err?.stack?.split('\n').slice(1, 4).join('\n')].filter(Boolean).join(': ')
  } catch {
    return line
  }
}
