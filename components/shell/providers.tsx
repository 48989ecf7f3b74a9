'use client'
import { QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { NowProvider } from '../ui/now'
import { TooltipProvider } from '../ui/tooltip'
import { queryClientFor } from './query-client'
import { lendNonceToStyles } from './style-nonce'

lendNonceToStyles()

/** What every page stands in. `now` is the server's clock at render. */
export function Providers({ now, children }: { now: number; children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClientFor()}>
      <NuqsAdapter>
        <NowProvider now={now}>
          <TooltipProvider delayDuration={400} skipDelayDuration={200}>
            {children}
          </TooltipProvider>
        </NowProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  )
}
