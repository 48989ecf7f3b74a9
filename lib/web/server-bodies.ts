import type { BodyBuffer } from '@/lib/platform/http/body-buffer'

/** What unfinished bodies may hold together. An honest one is a few KiB and here for a moment. */
const MAX_BYTES = 64 * 1024 * 1024

/** No delivery is so large: whoever announces more is the first to be refused. */
const LARGE_BYTES = 256 * 1024

interface OpenBody {
  buffer: BodyBuffer
  /** What its `content-length` announces; 0 when it has none. */
  announced: number
  giveWay: () => void
}

/**
 * Bodies that are being read. Two thousand senders that stop a byte before the limit would hold two gigabytes until their
 * time is over: when all together are too much, the largest gives way. That is never the honest one beside them.
 */
export class OpenBodies {
  private readonly open = new Set<OpenBody>()
  private bytes = 0
  /** Of all that are large. */
  private announced = 0

  constructor(private readonly maxBytes = MAX_BYTES) {}

  /** False when the large ones that are open have announced all there is to have: then it is not to be read. */
  begin(body: OpenBody): boolean {
    const announced = largeOnly(body)
    if (announced > 0 && this.announced + announced > this.maxBytes) return false
    this.announced += announced
    this.open.add(body)
    return true
  }

  /** To be called once; later calls do nothing. */
  end(body: OpenBody): void {
    if (!this.open.delete(body)) return
    this.bytes -= body.buffer.size
    this.announced -= largeOnly(body)
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

const largeOnly = ({ announced }: OpenBody) => (announced > LARGE_BYTES ? announced : 0)
