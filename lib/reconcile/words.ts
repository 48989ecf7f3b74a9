import type { RunFailure } from './schema'

const words: Record<RunFailure, string> = {
  'no-key': 'There was no key for Popp’s API any more.',
  unauthorized: 'Popp refused the key, or the key belongs to another organization.',
  'not-found': 'Popp knows no such address: the path of “list conversations” may be another one.',
  conflict: 'Popp did not accept the request.',
  invalid: 'Popp did not accept the request.',
  'rate-limited': 'Popp asked for fewer requests, longer than could be waited for.',
  unavailable: 'Popp’s API was not available.',
  timeout: 'Popp’s API did not answer in time.',
  'circuit-open': 'Popp’s API had failed too often; it is left alone for a while.',
  unreadable: 'What Popp answered is no list of conversations.',
  'page-failed': 'A page of Popp’s list could not be compared, however often it was tried.',
  endless: 'Popp’s list does not end: its pages go round in circles, or are far too many.',
}

const byCode = new Map<string, string>(Object.entries(words))

/** Why a run failed. What it had found until then was kept, and the next one reads the list from its beginning. */
export const runFailureWords = (code: string): string => byCode.get(code) ?? `Popp’s API failed (${code}).`
