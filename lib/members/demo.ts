import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { env } from '@/lib/platform/env'
import { roles } from './schema'

const demoAccount = z.object({
  email: z.string(),
  password: z.string(),
  role: z.enum(roles),
  name: z.string(),
})
export type DemoAccount = z.infer<typeof demoAccount>

const demoFile = z.object({ accounts: z.array(demoAccount) })

/** The accounts that the sign-in screen offers; null outside demo mode, where none of them exists. */
export async function demoAccounts(): Promise<DemoAccount[] | null> {
  const { DEMO, DATA_DIR } = env()
  if (!DEMO) return null
  const text = await readFile(path.join(DATA_DIR, 'demo.json'), 'utf8').catch(() => null)
  if (text === null) return null
  return demoFile.parse(JSON.parse(text)).accounts
}
