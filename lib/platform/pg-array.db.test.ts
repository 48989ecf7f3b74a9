import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { closeIngestPool, ingestPool } from './pg'
import { byteaArray, integerArray, textArray, timestampArray, uuidArray } from './pg-array'
import { useTestDatabase } from './testing/database'

useTestDatabase()
afterAll(() => closeIngestPool())

const id = '0191f0c2-9a7b-7c3d-8e4f-0123456789ab'
const echo = async (type: string, value: Buffer) =>
  (
    await ingestPool().query(`SELECT item FROM unnest($1::${type}[]) WITH ORDINALITY AS t(item, n) ORDER BY n`, [value])
  ).rows.map((row) => row.item)

test('what was put in comes out of PostgreSQL, nulls and empty ones included', async () => {
  const texts = ['', 'a', null, 'ünï "quoted" \\ {1,2}', '😀']
  expect(await echo('text', textArray(texts))).toEqual(texts)
  const bytes = [Buffer.from([]), null, Buffer.from([0, 1, 255]), Buffer.alloc(70_000, 7)]
  expect(await echo('bytea', byteaArray(bytes))).toEqual(bytes)
  const ids = [id, null, ...Array.from({ length: 200 }, () => randomUUID()), 'ffffffff-ffff-ffff-ffff-ffffffffffff']
  expect(await echo('uuid', uuidArray(ids))).toEqual(ids)
  expect(await echo('uuid', uuidArray([id.toUpperCase()]))).toEqual([id])
  const numbers = [0, -1, null, 2_147_483_647, -2_147_483_648]
  expect(await echo('int', integerArray(numbers))).toEqual(numbers)
  const times = [new Date(0), new Date('1969-12-31T23:59:59.999Z'), null, new Date('2026-02-03T04:05:06.789Z')]
  expect(await echo('timestamptz', timestampArray(times))).toEqual(times)
})
