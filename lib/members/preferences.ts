import { z } from 'zod'
import { type ActionId, actionIds, isActionId, keyMapOf, mayBeKey, type RemappedKeys, takenBy } from './key-actions'

export const afterResolveChoices = ['next', 'stay', 'list'] as const
/** After a resolution: open the next item, stay on this one, or go back to the list. */
export type AfterResolve = (typeof afterResolveChoices)[number]

const remappedKeys = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform(
    (stored) =>
      Object.fromEntries(
        Object.entries(stored).filter(([id, key]) => isActionId(id) && typeof key === 'string' && mayBeKey(key)),
      ) as RemappedKeys,
  )

/**
 * How one member likes to work. Reads whatever is stored (an older version's, a newer one's, broken): what is missing or
 * not understood is as if never chosen, field by field. Also the answer of `GET` and `PATCH /api/preferences`.
 */
export const preferences = z.preprocess(
  (stored) => (typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? stored : {}),
  z.object({
    afterResolve: z.enum(afterResolveChoices).catch('next'),
    /** Single keys work. Off means off (WCAG 2.1.4). */
    shortcuts: z.boolean().catch(true),
    keys: remappedKeys,
  }),
)
export type Preferences = z.infer<typeof preferences>

export const defaultPreferences: Preferences = { afterResolve: 'next', shortcuts: true, keys: {} }

/** Body of `PATCH /api/preferences`: only what changes. A key of null is the default again. */
export const preferencesPatch = z.object({
  afterResolve: z.enum(afterResolveChoices).optional(),
  shortcuts: z.boolean().optional(),
  keys: z
    .partialRecord(
      z.enum(actionIds),
      z.string().refine(mayBeKey, 'A shortcut is one letter or sign, but not G and not ?.').nullable(),
    )
    .optional(),
})
export type PreferencesPatch = z.infer<typeof preferencesPatch>

export type PreferencesChange =
  | { ok: true; preferences: Preferences }
  | { ok: false; reason: 'key-taken'; action: ActionId; key: string; by: ActionId }

/** The preferences after a change; refused when it would put two actions on one key. A swap of two keys is none. */
export function changePreferences(now: Preferences, { keys = {}, ...rest }: PreferencesPatch): PreferencesChange {
  const effective = keyMapOf(now.keys)
  // A stored key that does not count (it met another's) would count by surprise once the other moves away.
  const counting = actionIds.filter((id) => now.keys[id] === effective[id]).map((id) => [id, effective[id]])
  const wanted = Object.entries({ ...Object.fromEntries(counting), ...keys }).filter(
    ([, key]) => typeof key === 'string',
  )
  const next: Preferences = { ...now, ...dropUndefined(rest), keys: Object.fromEntries(wanted) }
  const keyMap = { ...keyMapOf({}), ...next.keys }
  for (const action of Object.keys(keys) as ActionId[]) {
    const by = takenBy(keyMap, action, keyMap[action])
    if (by) return { ok: false, reason: 'key-taken', action, key: keyMap[action], by }
  }
  return { ok: true, preferences: next }
}

const dropUndefined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]: Exclude<T[Name], undefined>
  }
