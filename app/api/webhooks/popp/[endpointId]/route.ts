import { clientAddress } from '@/lib/platform/http/client-address'
import { readCountedBody } from '@/lib/platform/http/counted-body'
import { accept } from '@/lib/webhooks/service'

/** Popp's deliveries where our own server does not run (`next start`, a platform). It only translates. */
async function handle(request: Request, { params }: { params: Promise<{ endpointId: string }> }): Promise<Response> {
  const startedAt = performance.now()
  const receivedAt = new Date()
  const { status, headers, body } = await accept({
    endpointId: (await params).endpointId,
    method: request.method,
    contentType: request.headers.get('content-type'),
    signature: request.headers.get('x-signature'),
    address: clientAddress(request.headers.get('x-forwarded-for')),
    readBody: (limitBytes) => readCountedBody(request, limitBytes),
    receivedAt,
    startedAt,
  })
  return new Response(body, { status, headers })
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
}
