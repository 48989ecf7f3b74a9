import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { readConfiguration } from '@/scripts/steps/configuration.mjs'
import { readSecrets } from '@/scripts/steps/secrets.mjs'

const OWN_SECRET = 'kR8!x2mQz7Lw0pVb5TnY9sDf3GhJ6cXe'
const before = { ...process.env }
const dataDir = mkdtempSync(path.join(tmpdir(), 'configuration-'))
const configure = (change: Record<string, string>) => {
  Object.assign(process.env, { DATA_DIR: dataDir, DATABASE_URL: 'postgres://a@b/c', PORT: '4000' }, change)
  return readConfiguration()
}
afterEach(() => {
  process.env = { ...before }
  rmSync(path.join(dataDir, 'secrets.json'), { force: true })
})

test('outside demo mode the secret that was generated for the demo is refused, given by hand too', () => {
  const { appSecret } = readSecrets(dataDir)
  expect(() => configure({ DEMO: '0', APP_SECRET: appSecret })).toThrow(/^APP_SECRET was generated/)
  expect(configure({ DEMO: '0', APP_SECRET: OWN_SECRET }).demo).toBe(false)
  expect(configure({ DEMO: '1', APP_SECRET: appSecret }).demo).toBe(true)
})

test('an own secret in a fresh data directory is taken', () => {
  expect(configure({ DEMO: '0', APP_SECRET: OWN_SECRET })).toMatchObject({ demo: false, dataDir })
})
