import type { Pool } from 'pg'
import { perProcess } from './singleton'

export interface PoolStanding {
  total: number
  idle: number
  /** Queries that wait for a connection. */
  waiting: number
}

const pools = () => perProcess('pools', () => new Map<string, Pool>())

/** From now on it is told how the pool is doing; a pool that has ended has no connections. */
export function watchPool(name: string, pool: Pool): Pool {
  pools().set(name, pool)
  return pool
}

/** The pools of this process by name; one that was never used is not there. */
export const poolStandings = (): Record<string, PoolStanding> =>
  Object.fromEntries(
    [...pools()].map(([name, { totalCount, idleCount, waitingCount }]) => [
      name,
      { total: totalCount, idle: idleCount, waiting: waitingCount },
    ]),
  )
