import type { BodyBuffer } from '@/lib/platform/http/body-buffer'

/** What unfinished bodies may hold together. An honest one is a few KiB and here for a moment. */
const MAX_BYTES = 64 * 1024 * 1024

interface OpenBody {
  buffer: BodyBuffer
  giveWay: () => void
}

/**
 * Bodies that are being read. Two thousand senders that stop a byte before the limit would hold two gigabytes until their
 * time is over: when all together are too much, the largest gives way. That is never the honest one beside them.
 */
export class OpenBodies {
  private readonly open = new Set<OpenBody>()
  private bytes = 0

  constructor(private readonly maxBytes = MAX_BYTES) {}

  begin(body: OpenBody): void {
    this.open.add(body)
  }

  /** To be called once; later calls do nothing. */
  end(body: OpenBody): void {
    if (this.open.delete(body)) this.bytes -= body.buffer.size
  }

  add(body: OpenBody, piece: Uint8Array): void {
    body.buffer.add(piece)
    this.bytes += piece.byteLength
    while (this.bytes > this.maxBytes) {
      const largest = [...this.open].reduce((one, other) => (other.buffer.size > one.buffer.size ? other : one))
      this.end(largest)
      largest.giveWay()
    }
  }
}
