import { isObject, parseJson } from './json'

/** One value of a payload and where it stands: `data.screeningQuestionsOutcome[].questionOutcome`, `PASSED`. */
export interface PayloadField {
  path: string
  text: string
}

/** The rest of a body is not findable by its fields. Shallow values come first, whatever stands beside them. */
const FIELDS_MAX = 400
const DEPTH_MAX = 12
/** Objects, lists and values that are looked at: a list of a million lists ends here. */
const NODES_MAX = 5_000
const PATH_MAX = 200

interface Node {
  value: unknown
  path: string
  depth: number
}

/**
 * Every value of a body with its path; the places of a list share one path, which ends in `[]`. Never throws and never
 * recurses: hostile bodies are cut off, and what is no JSON has no fields.
 */
export function payloadFields(bytes: Uint8Array): PayloadField[] {
  const parsed = parseJson(bytes)
  if (!parsed.ok) return []
  const fields: PayloadField[] = []
  const nodes: Node[] = [{ value: parsed.value, path: '', depth: 0 }]
  // By index: the list grows while it is walked, so that all of one depth come before the next.
  for (let at = 0; at < nodes.length && fields.length < FIELDS_MAX; at++) {
    const { value, path, depth } = nodes[at]!
    if (typeof value !== 'object' || value === null) fields.push({ path, text: String(value) })
    else if (depth < DEPTH_MAX) addChildren(nodes, value, path, depth + 1)
  }
  return fields
}

function addChildren(nodes: Node[], parent: object, path: string, depth: number) {
  const children: Iterable<[string, unknown]> = isObject(parent)
    ? Object.entries(parent).map(([key, value]) => [path ? `${path}.${key}` : key, value])
    : (parent as unknown[]).slice(0, NODES_MAX).map((value) => [`${path}[]`, value])
  for (const [childPath, value] of children) {
    if (nodes.length >= NODES_MAX) return
    if (childPath.length <= PATH_MAX) nodes.push({ value, path: childPath, depth })
  }
}
