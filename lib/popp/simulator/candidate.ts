import { awkwardNames } from './names/awkward'
import { europeanNames } from './names/european'
import { worldNames } from './names/world'
import { chance, idFrom, integer, pick, type Random, weighted } from './random'

export interface Candidate {
  candidateId: string | null
  /** The candidate's number in the staffing firm's own system. */
  externalId: string | null
  firstName: string | null
  lastName: string | null
}

const AWKWARD_SHARE = 0.05
const WITHOUT_NAME_SHARE = 0.01
const WITHOUT_EXTERNAL_ID_SHARE = 0.08

const groups = [...europeanNames, ...worldNames]

export function inventCandidate(random: Random, seed: number, label: string): Candidate {
  return {
    candidateId: `cand_${idFrom(seed, `${label}/candidate`)}`,
    externalId: chance(random, WITHOUT_EXTERNAL_ID_SHARE)
      ? null
      : `${pick(random, ['BH', 'CX', 'ATS'])}-${integer(random, 10_000, 999_999)}`,
    ...inventName(random),
  }
}

function inventName(random: Random): { firstName: string | null; lastName: string | null } {
  if (chance(random, WITHOUT_NAME_SHARE)) return { firstName: null, lastName: null }
  if (chance(random, AWKWARD_SHARE)) {
    const { given, family } = pick(random, awkwardNames)
    return { firstName: given, lastName: family }
  }
  const group = weighted(random, groups)
  return { firstName: pick(random, group.given), lastName: pick(random, group.family) }
}
