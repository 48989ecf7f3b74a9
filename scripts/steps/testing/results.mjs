import { explain, StepFailure } from '../failure.mjs'
import { seconds, step } from '../progress.mjs'

/** What every part of the test run came to. A part that could not even run counts as one failure. */
export class Results {
  #parts = []

  /**
   * Runs a part, shows it, and keeps its counts.
   * @param {string} title
   * @param {(say: (text: string) => void) => Promise<{ passed: number, failed: number, details?: string[] } | void>} work
   *   nothing returned: one check that passed; a thrown StepFailure: one that failed
   * @param {{ showsItself?: boolean }} [options] whether the work shows its own progress
   * @returns {Promise<boolean>} whether all of it passed
   */
  async part(title, work, { showsItself = false } = {}) {
    const began = Date.now()
    const shown = showsItself ? (inner) => inner() : (inner) => step(title, inner)
    const result = await shown(async (say) => {
      const counts = (await work(say)) ?? { passed: 1, failed: 0 }
      if (counts.failed > 0) throw new PartFailure(title, counts)
      return counts
    }).catch((error) => ({ passed: 0, failed: 1, ...error.counts, error }))
    this.#parts.push({ title, took: Date.now() - began, ...result })
    return result.failed === 0
  }

  /** Something that was not tried because of an earlier failure: it has not passed. */
  skip(title, reason) {
    const error = new StepFailure(`${title}: not run, ${reason}`)
    this.#parts.push({ title, took: 0, passed: 0, failed: 1, error })
  }

  /** Prints all failures (on standard output too, so that they stand before the sums), a table, and as the very last line the sums. @returns {number} the exit code */
  print(tookMs) {
    for (const { error } of this.#parts) if (error) show(error)
    console.log('')
    for (const { title, took, passed, failed } of this.#parts)
      console.log(`  ${failed ? '✗' : '✓'} ${title.padEnd(34)}${counts(passed, failed).padEnd(24)}${seconds(took)}`)
    const sum = (name) => this.#parts.reduce((total, part) => total + part[name], 0)
    console.log(`\n  ${seconds(tookMs)} in all\n`)
    console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
    return sum('failed') > 0 || sum('passed') === 0 ? 1 : 0
  }
}

const counts = (passed, failed) => (failed ? `${passed} passed, ${failed} failed` : `${passed} passed`)

class PartFailure extends Error {
  constructor(title, { passed, failed, details = [] }) {
    super(`${title}: ${failed} failed`)
    this.counts = { passed, failed }
    this.details = details
  }
}

function show(error) {
  if (!(error instanceof PartFailure)) return explain(error, console.log)
  console.log([`\n✗ ${error.message}`, '', ...error.details.map((line) => `    ${line}`)].join('\n'))
}
