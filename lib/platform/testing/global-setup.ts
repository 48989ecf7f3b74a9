import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../migrate'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of a server on which databases may be made. */
    databaseServerUrl: string
    /** A migrated, empty database that each file clones. */
    templateDatabase: string
  }
}

/** Starts (or is given) a real PostgreSQL and migrates one template database for the whole run. */
export default async function setup(project: TestProject) {
  const { startTestServer } = await import('./postgres')
  const server = await startTestServer()
  const template = `template_${randomBytes(6).toString('hex')}`
  await run(server.url, `CREATE DATABASE ${template}`)
  await migrate(databaseUrl(server.url, template), path.resolve('prisma/migrations'))
  project.provide('databaseServerUrl', server.url)
  project.provide('templateDatabase', template)
  return async () => {
    await run(server.url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`)
    await server.stop()
  }
}

export async function run(serverUrl: string, sql: string) {
  const client = new Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

export function databaseUrl(serverUrl: string, name: string) {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}
