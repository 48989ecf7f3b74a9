import { sealKey } from '@/lib/popp-connection/connection-service'
import type { Prisma } from '@/prisma/generated/client'
import { db } from '../db'
import type { OrganizationId } from '../tenant'

type Columns = Partial<Omit<Prisma.PoppConnectionUncheckedCreateInput, 'organizationId'>>

/** Gives the organization a key for Popp's API at this address; what members do is done in Popp too, unless said otherwise. */
export const connectPopp = (organizationId: OrganizationId, baseUrl: string, columns: Columns = {}) =>
  db().poppConnection.create({
    data: {
      ...{ organizationId, baseUrl, keyCiphertext: sealKey('key_1') },
      ...{ takeOverOnClaim: true, handBackOnResolve: true, ...columns },
    },
  })
