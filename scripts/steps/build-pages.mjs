import { buildUnlessFresh } from './build-stamp.mjs'
import { readJson, writeJson } from './files.mjs'
import { fingerprint } from './fingerprint.mjs'
import { isOurs, signal } from './processes.mjs'
import { inRoot } from './root.mjs'
import { runNode } from './run-command.mjs'

const RUNNING = inRoot('.build/pages-running.json')
const SOURCES = [
  ...['app', 'components', 'lib', 'public', 'prisma/schema.prisma', 'package-lock.json', 'tsconfig.json'],
  ...['next.config.js', 'postcss.config.mjs', 'proxy.ts', 'instrumentation.ts', 'instrumentation-client.ts'],
]

/** Builds the screens and routes for production. */
export function buildPages() {
  return buildUnlessFresh({
    part: 'pages',
    title: 'Production build',
    sources: fingerprint(SOURCES),
    outputs: ['.next/BUILD_ID'],
    work: async (say) => {
      endAbandonedBuild()
      await runNode('The production build (next build)', ['node_modules/next/dist/bin/next', 'build'], {
        onLine: say,
        onStart: (pid) => writeJson(RUNNING, { pid }, 0o644),
        env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
        tailLines: 40,
        todo: 'Correct what is named above. Out of memory? It needs about 2 GB.',
      })
    },
  })
}

/** A killed start leaves its `next build` running, and Next refuses to run two. */
function endAbandonedBuild() {
  const pid = readJson(RUNNING)?.pid
  if (pid && isOurs(pid, 'next', 'build')) signal(-pid, 'SIGKILL')
}
