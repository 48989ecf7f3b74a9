/** A step that could not be done: what failed, what its program said last, and what the reader can do about it. */
export class StepFailure extends Error {
  /** @param {string} what @param {{ todo?: string, tail?: string[] }} [more] */
  constructor(what, { todo, tail } = {}) {
    super(what)
    this.todo = todo
    this.tail = tail ?? []
  }
}

/** Prints a failure for people: no stack for what was expected to go wrong one day, a stack for a bug. */
export function explain(error, print = console.error) {
  if (!(error instanceof StepFailure)) return print(error)
  const lines = [`\n✗ ${error.message}`]
  if (error.tail.length > 0) lines.push('', ...error.tail.map((line) => `    ${line}`))
  if (error.todo) lines.push('', `  → ${error.todo}`)
  print(`${lines.join('\n')}\n`)
}
