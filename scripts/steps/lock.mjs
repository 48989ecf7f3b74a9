import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readJson } from './files.mjs'
import { commandLine, isAlive } from './processes.mjs'

/**
 * Takes the lock `file` for this process, or says who holds it. A lock whose process is gone (killed) is taken over.
 * Released by `release()`, by the end of the process at the latest.
 * @returns {{ ok: true, release: () => void } | { ok: false, holder: { pid: number } }}
 */
export function takeLock(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  const mine = { pid: process.pid, command: commandLine(process.pid) }
  fs.writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    for (;;) {
      if (link(draft, file)) return { ok: true, release: releaser(file) }
      const holder = readJson(file)
      if (holder && holder.pid !== process.pid && isHeld(holder)) return { ok: false, holder }
      removeStale(file, holder)
    }
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

/** Takes the lock, waiting while another live process holds it; `onWait` hears once who that is. */
export async function waitForLock(file, onWait = () => {}) {
  let told = false
  for (;;) {
    const lock = takeLock(file)
    if (lock.ok) return lock.release
    if (!told) onWait(lock.holder)
    told = true
    await sleep(250)
  }
}

const isHeld = ({ pid, command }) => isAlive(pid) && commandLine(pid) === command

/** Making a hard link fails when the name exists: the one step in which two starters cannot both succeed. */
function link(from, to) {
  try {
    fs.linkSync(from, to)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Moves the stale lock away and looks at what was moved: if another starter was quicker, its fresh lock goes back. */
function removeStale(file, expected) {
  const aside = `${file}.stale-${process.pid}`
  try {
    fs.renameSync(file, aside)
  } catch {
    return
  }
  const moved = readJson(aside)
  if (moved && moved.pid !== expected?.pid && isHeld(moved)) link(aside, file)
  fs.rmSync(aside, { force: true })
}

function releaser(file) {
  const release = () => {
    if (readJson(file)?.pid === process.pid) fs.rmSync(file, { force: true })
  }
  process.once('exit', release)
  return () => {
    process.off('exit', release)
    release()
  }
}
