import { buildUnlessFresh } from './build-stamp.mjs'
import { fingerprint } from './fingerprint.mjs'
import { runNode } from './run-command.mjs'

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
      await runNode('The production build (next build)', ['node_modules/next/dist/bin/next', 'build'], {
        onLine: say,
        // Next refuses to build while another build runs here.
        alone: 'next',
        env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
        tailLines: 40,
        todo: 'Correct what is named above. Out of memory? It needs about 2 GB.',
      })
    },
  })
}
