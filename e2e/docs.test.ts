import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { campaigns } from '@/lib/popp/simulator/campaigns/all'

const folders = ['.', 'docs', 'docs/decisions', 'components/ui', 'lib/popp', 'lib/popp/simulator', 'lib/reviews']
const pages = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name)),
)

test.each(pages)('every link and picture of %s leads to a file', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)#\s]+)/g)].map(([, target]) => target!)
  const broken = links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(path.join(path.dirname(page), link)))
  expect(broken).toEqual([])
})

test('the README names every variable of the environment that the start knows', () => {
  const known = [...readFileSync('lib/platform/env.ts', 'utf8').matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name]) => name!)
  const internal = ['APP_SECRET_GENERATED', 'NEXT_DEV', 'INGEST_ADAPTER', 'DEMO_POPP_PORT']
  const readme = readFileSync('README.md', 'utf8')
  expect(known.length).toBeGreaterThan(8)
  expect(known.filter((name) => !internal.includes(name) && !readme.includes(`\`${name}\``))).toEqual([])
})

test('the payload field that the README searches for is in what the demo brings along', () => {
  const [, searched] = /data\.externalCampaignId = ([^\s`]+)`/.exec(readFileSync('README.md', 'utf8')) ?? []
  expect(campaigns.map(({ externalCampaignId }) => externalCampaignId)).toContain(searched)
})
