/**
 * The long forms of what `npm test` checks in small: each a file of tests, and of them those whose name fits `only`.
 * Project `real` and `heavy`: the file is part of `npm test` too and grows with RELIABILITY=long; `long`: minutes, only
 * here. `needsBuild`: it runs the production build. A line that a test writes as `measured: …` or `seed: …` is shown.
 */
export const PARTS = [
  {
    ...{ name: 'model', title: 'Model test', size: '10,000 sequences' },
    ...{ project: 'real', file: 'lib/reviews/model.property.db.test.ts' },
  },
  {
    ...{ name: 'race', title: 'Race for one item', size: '1,000 × 200 claims' },
    ...{ project: 'real', file: 'lib/reviews/claim.db.test.ts', only: 'of 200 claims' },
  },
  {
    ...{ name: 'queue', title: 'Claim next', size: '50 clients, 2,000 items' },
    ...{ project: 'real', file: 'lib/reviews/queue.db.test.ts', only: 'empty a queue' },
  },
  {
    ...{ name: 'expiry', title: 'Expiry and return', size: '60 in a row' },
    ...{ project: 'real', file: 'lib/reviews/sweep.db.test.ts' },
  },
  {
    ...{ name: 'kills', title: 'Kills under deliveries', size: '10,000 deliveries, 20 kills' },
    ...{ project: 'heavy', file: 'e2e/reliability/kills.test.ts', needsBuild: true },
  },
  {
    ...{ name: 'orders', title: 'Disorder', size: '720 orders, 10,000 random runs' },
    ...{ project: 'heavy', file: 'e2e/reliability/orders.db.test.ts' },
  },
  {
    ...{ name: 'history', title: 'Kills and history', size: '16 clients, 60 s' },
    ...{ project: 'long', file: 'e2e/reliability/history.long.ts', needsBuild: true },
  },
]
