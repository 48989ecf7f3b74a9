import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const DAY = 24 * 60 * 60_000
let stored: Record<string, string>

/** A fresh copy of the module is what a reload of the page makes. */
async function reload() {
  vi.resetModules()
  return import('./draft-store')
}

beforeEach(() => {
  stored = {}
  const storage = {
    getItem: (key: string) => stored[key] ?? null,
    setItem: (key: string, value: string) => {
      stored[key] = value
    },
    removeItem: (key: string) => {
      delete stored[key]
    },
  }
  // Keys are own properties of the real one, too: forgetOldDrafts lists them.
  vi.stubGlobal(
    'localStorage',
    new Proxy(storage, {
      ownKeys: () => Object.keys(stored),
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    }),
  )
})
afterEach(() => void vi.unstubAllGlobals())

test('what was typed is there after a reload, each in its place, and gone once it was sent', async () => {
  const before = await reload()
  before.writeDraft('ana:note:c1', 'Call back on Monday')
  const after = await reload()
  expect(after.readDraft('ana:note:c1')).toBe('Call back on Monday')
  expect(after.readDraft('bo:note:c1')).toBe('')
  after.writeDraft('ana:note:c1', '')
  expect((await reload()).readDraft('ana:note:c1')).toBe('')
})

test('where storage is blocked or full, typing goes on', async () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new Error('blocked')
    },
    setItem: () => {
      throw new Error('full')
    },
  })
  const drafts = await reload()
  drafts.writeDraft('ana:note:c1', 'still here')
  expect(drafts.readDraft('ana:note:c1')).toBe('still here')
})

test('words about a candidate do not lie in a browser for ever, and nothing else is touched', async () => {
  const now = Date.parse('2026-01-14T10:00:00.000Z')
  const drafts = await reload()
  drafts.writeDraft('old', 'x', now - 8 * DAY)
  drafts.writeDraft('new', 'x', now - 6 * DAY)
  stored['somebody-elses'] = 'x'
  stored['review-desk:draft:broken'] = '{'
  drafts.forgetOldDrafts(now)
  expect(Object.keys(stored).sort()).toEqual(['review-desk:draft:new', 'somebody-elses'])
})
