import { describe, expect, it } from 'vitest'
import type { OutwardCall } from '@/lib/outbox/schema'
import { standingWords } from './outward-words'

const NOW = Date.parse('2026-11-26T14:32:00Z')

const standing = (call: Partial<OutwardCall>) =>
  standingWords(
    {
      ...{
        id: 'c1',
        kind: 'take-over',
        state: 'waiting',
        byName: 'Ana',
        text: null,
        mayAct: true,
        isSuperseded: false,
        waitsFor: null,
      },
      ...{
        createdAt: '2026-11-26T14:31:57Z',
        dueAt: '2026-11-26T14:32:07Z',
        finishedAt: null,
        attempts: 0,
        reason: null,
      },
      ...call,
    },
    NOW,
  )

describe('standingWords', () => {
  it('counts down while it can still be taken back, and does not count below nothing', () => {
    expect(standing({}).words).toBe('in 7 s')
    expect(standing({ kind: 'reply' }).words).toBe('sending in 7 s')
    expect(standing({ dueAt: '2026-11-26T14:31:59Z' }).words).toBe('about to leave')
  })

  it('says of what is tried again why it was not done yet, how often, and when next', () => {
    const again = standing({ attempts: 5, reason: 'unavailable' })
    expect(again).toEqual({ words: 'Popp did not answer (5 tries), again', time: 'due' })
    expect(standing({ attempts: 1, reason: 'rate-limited' }).words).toBe('Popp asked for a pause (1 try), again')
  })

  it('says what a call waits for, and of what has failed at once', () => {
    const failed = { kind: 'take-over', state: 'failed' } as const
    expect(standing({ kind: 'reply', waitsFor: failed }).words).toBe('waits for the take-over')
    const waiting = { kind: 'reply', state: 'waiting' } as const
    expect(standing({ kind: 'hand-back', waitsFor: waiting }).words).toBe('in 7 s')
    const late = { waitsFor: waiting, dueAt: '2026-11-26T14:31:59Z' }
    expect(standing({ kind: 'hand-back', ...late }).words).toBe('waits for the reply')
  })

  it('never calls done what nobody knows', () => {
    expect(standing({ state: 'done' })).toEqual({ words: 'done', time: 'finished' })
    expect(standing({ state: 'done', kind: 'reply' })).toEqual({ words: 'sent', time: 'finished' })
    expect(standing({ state: 'unclear', kind: 'reply', reason: 'timeout' }).words).toBe(
      'unclear: Popp did not answer in time, so it may have arrived',
    )
    expect(standing({ state: 'failed', attempts: 5, reason: 'unavailable' }).words).toBe(
      'failed: Popp did not answer (5 tries)',
    )
  })
})

it('a call without a reason, or with one that has no words, is not left without', () => {
  expect(standing({ state: 'failed', attempts: 1, reason: 'teapot' }).words).toBe('failed: teapot (1 try)')
  expect(standing({ state: 'failed', attempts: 1 }).words).toBe('failed: no reason was noted (1 try)')
})
