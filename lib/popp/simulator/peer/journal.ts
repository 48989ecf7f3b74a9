import { appendFile, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { idFrom } from '../random'
import { happeningAt, tellingsFrom } from '../simulation'
import { composeStory, type Story } from '../story'
import type { StoryEvent } from '../story-event'
import type { Generation } from '../subject'
import type { Load } from './commands'
import type { Write } from './known'
import type { Model } from './model'

/** A line: what the model must know again after a restart. Stories are functions of their seed, so names suffice. */
type Entry = { told: Told } | { write: Write } | { load: Load }

interface Told {
  label: string
  startsAt: number
  isFlagged: boolean
  generation: Generation
  eventId: string
  at: number
}

interface Whose {
  seed: number
  organizationId: string
  /** Another endpoint means another database, which was told nothing of this. */
  endpointPath: string
}

export interface Journal {
  tell(story: Story, event: StoryEvent): void
  write(write: Write): void
  load(load: Load): void
  /** Resolves when all of it is written. */
  flushed(): Promise<unknown>
}

/** About two days of the demo. */
const KEPT_LINES = 40_000

/** Opens the journal of a data directory and gives the model back what it says. Losing its last lines is no harm. */
export async function openJournal(directory: string, whose: Whose, model: Model): Promise<Journal> {
  const name = idFrom(whose.seed, whose.endpointPath).slice(0, 8)
  const file = path.join(directory, `simulated-popp-${name}.jsonl`)
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean)
  for (const line of lines.slice(-KEPT_LINES)) recall(line, whose, model)
  if (lines.length > KEPT_LINES) await shorten(file, lines.slice(-KEPT_LINES / 2))
  let appending: Promise<unknown> = Promise.resolve()
  const append = (entry: Entry) => {
    const line = `${JSON.stringify(entry)}\n`
    appending = appending.then(() => appendFile(file, line, { mode: 0o600 }).catch(() => undefined))
  }
  return {
    tell: ({ label, startsAt, flags, generation }, { eventId, at }) =>
      append({ told: { label, startsAt, isFlagged: flags > 0, generation, eventId, at } }),
    write: (write) => append({ write }),
    load: (load) => append({ load }),
    flushed: () => appending,
  }
}

/** All events of a load that `npm run simulate` sends. */
export function knowLoad(model: Model, organizationId: string, { seed, count, ...run }: Load): void {
  for (const [n, telling] of tellingsFrom(seed, count, organizationId).entries()) {
    const { story, event } = happeningAt(telling, n, run)
    model.happen(story, event)
  }
}

function recall(line: string, whose: Whose, model: Model): void {
  try {
    const entry = JSON.parse(line) as Entry
    if ('write' in entry) model.remember(entry.write)
    else if ('load' in entry) knowLoad(model, whose.organizationId, entry.load)
    else recallTold(entry.told, whose, model)
  } catch {
    // The last line of a process that was killed while it wrote.
  }
}

function recallTold({ label, startsAt, isFlagged, generation, eventId, at }: Told, whose: Whose, model: Model): void {
  const { organizationId } = whose
  const story = composeStory(whose.seed, label, { startsAt, organizationId, generation, flagShare: isFlagged ? 1 : 0 })
  const event = story.events.find((each) => each.eventId === eventId)
  if (event) model.happen(story, { ...event, at })
}

async function shorten(file: string, lines: string[]): Promise<void> {
  await writeFile(`${file}.new`, `${lines.join('\n')}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
