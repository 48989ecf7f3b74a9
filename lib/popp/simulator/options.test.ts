import { describe, expect, it } from 'vitest'
import { parseOptions } from './options'

const target = {
  endpointUrl: 'http://127.0.0.1:3000/api/webhooks/popp/e1',
  signingSecret: 'shh',
  organizationId: 'org_1',
}

describe('the command line of simulate', () => {
  it('takes what the issue shows, and the rest from the demo', () => {
    const parsed = parseOptions(['--rate', '50', '--count', '1000', '--seed', '7', '--faults', '--drop', '10'], target)
    expect(parsed).toEqual({
      ok: true,
      options: {
        endpointUrl: target.endpointUrl,
        secret: 'shh',
        organizationId: 'org_1',
        rate: 50,
        count: 1000,
        seed: 7,
        faults: true,
        drop: 0.1,
        concurrency: 64,
      },
    })
  })

  it('takes a command for the running demo instead of a run', () => {
    expect(parseOptions(['--control', '{"heal":true}'], target)).toEqual({ ok: true, command: '{"heal":true}' })
  })

  it('runs against any endpoint when no demo was found', () => {
    const parsed = parseOptions(
      ['--endpoint', 'https://desk.example/hook', '--secret', 's', '--organization', 'o'],
      null,
    )
    expect(parsed).toMatchObject({
      ok: true,
      options: { endpointUrl: 'https://desk.example/hook', secret: 's', organizationId: 'o' },
    })
  })

  it('names every wrong value at once', () => {
    const bad = ['--rate', 'fast', '--count', '0', '--seed', '1.5', '--concurrency', '', '--endpoint', 'ftp://x']
    const parsed = parseOptions(bad, target)
    expect(parsed).toMatchObject({ ok: false, reason: 'bad-values' })
    const messages = 'messages' in parsed ? parsed.messages : []
    for (const named of ['--rate', '"fast"', '--count', '--seed', '"1.5"', '--concurrency', '--endpoint', 'ftp://x'])
      expect(messages.join('\n')).toContain(named)
  })

  it('says what is missing without a demo, and names an unknown option', () => {
    expect(parseOptions([], null)).toMatchObject({
      ok: false,
      messages: [expect.stringContaining('--endpoint'), expect.stringContaining('--secret')],
    })
    expect(parseOptions(['--speed', '3'], target)).toMatchObject({
      ok: false,
      messages: [expect.stringContaining('--speed')],
    })
    expect(parseOptions(['--help'], null)).toEqual({ ok: false, reason: 'help' })
  })
})
