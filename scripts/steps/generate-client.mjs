import { buildUnlessFresh } from './build-stamp.mjs'
import { readJson } from './files.mjs'
import { fingerprint } from './fingerprint.mjs'
import { inRoot } from './root.mjs'
import { runNode } from './run-command.mjs'

/** Generates the database client from the schema. */
export function generateClient() {
  const version = readJson(inRoot('node_modules/prisma/package.json'))?.version
  return buildUnlessFresh({
    part: 'client',
    title: 'Database client',
    sources: fingerprint(['prisma/schema.prisma', 'prisma.config.ts'], [version]),
    outputs: ['prisma/generated/client.ts'],
    work: async (say) => {
      await runNode(
        'Generating the database client (prisma generate)',
        ['node_modules/prisma/build/index.js', 'generate'],
        {
          onLine: say,
          env: {
            ...process.env,
            // The CLI downloads a native engine before any command, and fails where it cannot. `generate` never runs it, so
            // any program that exists will do.
            PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
            CHECKPOINT_DISABLE: '1',
            PRISMA_HIDE_UPDATE_MESSAGE: '1',
          },
          todo: 'Look for the mistake in prisma/schema.prisma.',
        },
      )
    },
  })
}
