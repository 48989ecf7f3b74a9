import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { StepFailure } from './failure.mjs'
import { readJson, writeJson } from './files.mjs'
import { gone, isOurs, signal } from './processes.mjs'
import { inRoot, root } from './root.mjs'

const KEPT_LINES = 400
/** Commands that run now, so that stopping us stops them with all that they started. */
const running = new Set()

/**
 * Runs a program to its end, quietly. Its last words go to `onLine` while it runs.
 * @param {string} command @param {string[]} args
 * @param {{ env?: object, cwd?: string, onLine?: (line: string) => void, alone?: string }} [options]
 *   alone: a word of its command line; one that a killed start of ours left running in this project is ended first
 * @returns {Promise<{ code: number | null, lines: string[] }>} never rejects because of the exit code
 */
export async function run(command, args, { env = process.env, cwd = root, onLine = () => {}, alone } = {}) {
  if (alone) await endAbandoned(alone)
  return new Promise((resolve, reject) => {
    // An own process group: a signal reaches the compiler's helpers too, and Ctrl-C reaches nothing behind our back.
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      windowsHide: true,
    })
    running.add(child)
    if (alone && child.pid) writeJson(recordOf(alone), { pid: child.pid }, 0o644)
    const lines = []
    const take = (line) => {
      const text = plain(line)
      if (text === '') return
      lines.push(text)
      if (lines.length > KEPT_LINES) lines.shift()
      onLine(text)
    }
    splitLines(child.stdout, take)
    splitLines(child.stderr, take)
    child.once('error', (error) => {
      running.delete(child)
      reject(error)
    })
    child.once('close', (code) => {
      running.delete(child)
      if (alone) fs.rmSync(recordOf(alone), { force: true })
      resolve({ code, lines })
    })
  })
}

/** Runs a program that has to succeed; otherwise a StepFailure with its last lines and what to do. */
export async function runOrFail(what, command, args, { todo, tailLines = 25, ...options } = {}) {
  const { code, lines } = await run(command, args, options).catch((error) => {
    throw new StepFailure(`${what}: ${command} could not be started (${error.code ?? error.message})`, { todo })
  })
  if (code !== 0) throw new StepFailure(`${what} failed`, { tail: lines.slice(-tailLines), todo })
  return lines
}

/** Runs a JavaScript file with this Node. */
export const runNode = (what, args, options) => runOrFail(what, process.execPath, args, options)

/** Ends every command that still runs, helpers included. */
export function endCommands(signal = 'SIGTERM') {
  for (const { pid } of running) {
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, signal)
    } catch {
      // Gone already.
    }
  }
}

const recordOf = (word) => inRoot(`.build/running-${word}.json`)

async function endAbandoned(word) {
  const pid = readJson(recordOf(word))?.pid
  if (!pid || !isOurs(pid, word)) return
  signal(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  await gone(pid, 5_000)
}

function splitLines(stream, take) {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk) => {
    const parts = (rest + chunk).split(/\r\n|\n|\r/)
    rest = parts.pop()
    parts.forEach(take)
  })
  stream.on('end', () => take(rest))
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
const plain = (line) => line.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '').trimEnd()
