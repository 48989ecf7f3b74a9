import type { BodyBuffer } from '@/lib/platform/http/body-buffer'

/** What unfinished bodies may hold together. An honest one is a few KiB and here for a moment. */
const MAX_BYTES = 64 * 1024 * 1024

/** No delivery is so large: whoever announces more is the first to be refused. */
const LARGE_BYTES = 256 * 1024
/** An honest one of a MiB is here by then. */
const LARGE_MS = 2_000

interface OpenBody {
  buffer: BodyBuffer
  /** What its `content-length` announces; 0 when it has none. */
  announced: number
  /** `performance.now()` of its beginning. */
  since: number
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

  /**
   * False when the large ones that are open have announced all there is to have: then it is not to be read. One that has
   * been on its way for long gives way, or a few that announce much and send nothing would keep out every large one.
   */
  begin(body: OpenBody): boolean {
    const announced = largeOnly(body)
    while (announced > 0 && this.announced + announced > this.maxBytes) {
      const slow = [...this.open].find((one) => largeOnly(one) > 0 && one.since < body.since - LARGE_MS)
      if (!slow) return false
      this.end(slow)
      slow.giveWay()
    }
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
