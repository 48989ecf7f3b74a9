/** Non-terminals (CI, log files) get a sign of life this often instead of a moving line. */
const QUIET_PULSE_MS = 15_000
const FRAME_MS = 100
const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'

const running = new Map()
let drawing
let frame = 0

/**
 * Runs one step and shows it: a moving line with the seconds and the program's last words while it runs, then one line
 * with ✓ and the time, or ✗. Steps may overlap. Nothing is shown for what took no time.
 * @template T @param {string} name @param {(say: (text: string) => void) => Promise<T> | T} work
 * @param {{ quietBelowMs?: number }} [options] @returns {Promise<T>}
 */
export async function step(name, work, { quietBelowMs = 0 } = {}) {
  const entry = { name, started: Date.now(), said: '', pulse: Date.now() }
  running.set(entry, entry)
  draw()
  try {
    const result = await work((text) => {
      entry.said = text
    })
    finish(entry, '✓', quietBelowMs)
    return result
  } catch (error) {
    finish(entry, '✗', 0)
    throw error
  }
}

/** Prints a line without tearing the moving one. */
export function say(text) {
  wipe()
  console.log(text)
  show()
}

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

function finish(entry, mark, quietBelowMs) {
  running.delete(entry)
  const took = Date.now() - entry.started
  if (took >= quietBelowMs) say(`  ${mark} ${entry.name}  ${seconds(took)}`)
  if (running.size > 0) return
  wipe()
  clearInterval(drawing)
  drawing = undefined
}

function draw() {
  drawing ??= setInterval(process.stdout.isTTY ? show : pulse, FRAME_MS).unref()
}

function show() {
  if (!process.stdout.isTTY || running.size === 0) return
  frame = (frame + 1) % FRAMES.length
  const text = [...running.values()].map(describe).join('  ·  ')
  process.stdout.write(`\r\x1b[2K  ${FRAMES[frame]} ${text.slice(0, (process.stdout.columns || 80) - 5)}`)
}

function wipe() {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[2K')
}

function pulse() {
  for (const entry of running.values()) {
    if (Date.now() - entry.pulse < QUIET_PULSE_MS) continue
    entry.pulse = Date.now()
    console.log(`  … ${describe(entry)}`)
  }
}

function describe({ name, started, said }) {
  const time = `${Math.floor((Date.now() - started) / 1000)} s`
  return said ? `${name}  ${time}  ${said}` : `${name}  ${time}`
}
