import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** True while a process runs. A zombie does not run: in a container without an init it stays in the table for ever. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  return state(pid) !== 'Z'
}

/** The command line of a process, '' when there is none or it may not be read. */
export function commandLine(pid) {
  if (process.platform === 'linux') return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()
  if (process.platform === 'win32')
    return output('powershell', [
      '-NoProfile',
      '-c',
      `(Get-CimInstance Win32_Process -Filter ProcessId=${pid}).CommandLine`,
    ])
  return output('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
}

/** The process that started it, as far as that still lives; 0 where that cannot be told. */
export function parentOf(pid) {
  if (process.platform === 'win32') return 0
  if (process.platform === 'linux') return Number(read(`/proc/${pid}/stat`).split(') ').at(-1).split(' ')[1] ?? 0)
  return Number(output('ps', ['-o', 'ppid=', '-p', String(pid)]))
}

/** True when the process runs and its command line contains every one of the words: a number alone may be re-used. */
export function isOurs(pid, ...words) {
  if (!isAlive(pid)) return false
  const line = commandLine(pid)
  return words.every((word) => line.includes(word))
}

/** Waits until a process is gone; false when it is still there after `timeoutMs`. */
export async function gone(pid, timeoutMs) {
  const deadline = Date.now() + timeoutMs
  while (isAlive(pid)) {
    if (Date.now() >= deadline) return false
    await sleep(50)
  }
  return true
}

/** Sends a signal; a process that has gone meanwhile is no error. */
export function signal(pid, name) {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

/** Asks a process to end, and ends it when it has not done so in time. */
export async function end(pid, { timeoutMs, polite = 'SIGTERM' }) {
  signal(pid, polite)
  if (await gone(pid, timeoutMs)) return
  signal(pid, 'SIGKILL')
  await gone(pid, 5_000)
}

function state(pid) {
  if (process.platform === 'win32') return 'R'
  if (process.platform !== 'linux') return output('ps', ['-o', 'stat=', '-p', String(pid)]).charAt(0)
  // "pid (name) S …": the name may contain spaces and brackets.
  return read(`/proc/${pid}/stat`).split(') ').at(-1).charAt(0)
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const output = (command, args) => spawnSync(command, args, { encoding: 'utf8', windowsHide: true }).stdout?.trim() ?? ''
