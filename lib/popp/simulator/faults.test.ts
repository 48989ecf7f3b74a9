import { describe, expect, it } from 'vitest'
import { ALL_FAULTS, NO_FAULTS, planDeliveries } from './faults'
import { mulberry32 } from './random'

const EVENTS = 2000

describe('planDeliveries', () => {
  it('without faults sends each event once, in order', () => {
    const plan = planDeliveries(mulberry32(1), 50, NO_FAULTS)
    expect(plan.map(({ event, slot, kind }) => [event, slot, kind])).toEqual(
      Array.from({ length: 50 }, (_, n) => [n, n, 'event']),
    )
  })

  it('with faults still sends each event, exactly once as the event itself', () => {
    const events = planDeliveries(mulberry32(7), EVENTS, ALL_FAULTS).filter(({ kind }) => kind === 'event')
    expect(events.map(({ event }) => event).sort((a, b) => a - b)).toEqual(Array.from({ length: EVENTS }, (_, n) => n))
  })

  it('with faults has every kind of fault in about its share', () => {
    const plan = planDeliveries(mulberry32(7), EVENTS, ALL_FAULTS)
    const copied = new Set(plan.filter(({ kind }) => kind === 'duplicate').map(({ event }) => event)).size
    const late = plan.filter(({ kind, slot, event }) => kind === 'event' && slot > event).length
    const forged = plan.filter(({ kind }) => kind === 'forged').length
    const slow = plan.filter(({ slowBodyMs }) => slowBodyMs).length
    expect(copied / EVENTS).toBeCloseTo(ALL_FAULTS.duplicate, 1)
    expect(late / EVENTS).toBeCloseTo(ALL_FAULTS.late, 1)
    expect(forged).toBeGreaterThan(EVENTS * ALL_FAULTS.forged * 0.6)
    expect(slow).toBeGreaterThan(EVENTS * ALL_FAULTS.slow * 0.5)
  })

  it('lets later events overtake late ones, and copies arrive both at once and afterwards', () => {
    const plan = planDeliveries(mulberry32(7), EVENTS, ALL_FAULTS)
    const order = plan.filter(({ kind }) => kind === 'event').map(({ event }) => event)
    expect(order).not.toEqual([...order].sort((a, b) => a - b))
    const slotOf = new Map(plan.filter(({ kind }) => kind === 'event').map(({ event, slot }) => [event, slot]))
    const copies = plan.filter(({ kind }) => kind === 'duplicate')
    expect(copies.some(({ event, slot }) => slot === slotOf.get(event))).toBe(true)
    expect(copies.some(({ event, slot }) => slot > slotOf.get(event)!)).toBe(true)
  })

  it('is the same for the same seed', () => {
    expect(planDeliveries(mulberry32(7), 300, ALL_FAULTS)).toEqual(planDeliveries(mulberry32(7), 300, ALL_FAULTS))
  })
})
