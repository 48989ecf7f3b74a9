const BLOCK_BYTES = 16 * 1024
/** Smaller pieces are copied together; a larger one is kept as it came. */
const SMALL_BYTES = 4 * 1024
/** So many pieces are nobody's business; beyond them they must have some size. */
const FREE_PIECES = 2_048
const LEAST_BYTES_A_PIECE = 32

/**
 * Cut into crumbs: each costs the server as much as an honest body does. A megabyte in chunks of one byte kept the process
 * busy for two seconds.
 */
export const isCrumbled = (pieces: number, bytes: number): boolean =>
  pieces > FREE_PIECES && bytes < pieces * LEAST_BYTES_A_PIECE

const NOTHING = new Uint8Array()

/**
 * Gathers the pieces of a body. Small ones are copied together: a body that drips in byte by byte would otherwise hold an
 * object of a hundred bytes and more for each of its bytes. One piece, the usual case, is not copied.
 */
export class BodyBuffer {
  private readonly blocks: Uint8Array[] = []
  private block: Uint8Array = NOTHING
  private used = 0
  private pieces = 0
  size = 0

  add(piece: Uint8Array): void {
    if (this.size > 0 && piece.byteLength < SMALL_BYTES) this.copy(piece)
    else {
      this.endBlock()
      this.blocks.push(piece)
    }
    this.size += piece.byteLength
    this.pieces += 1
  }

  get isCrumbled(): boolean {
    return isCrumbled(this.pieces, this.size)
  }

  /** What came so far. Not to be added to any more. */
  whole(): Uint8Array {
    this.endBlock()
    const [first = NOTHING, ...others] = this.blocks
    return others.length === 0 ? first : Buffer.concat(this.blocks, this.size)
  }

  private copy(piece: Uint8Array) {
    if (this.used + piece.byteLength > this.block.byteLength) {
      this.endBlock()
      this.block = Buffer.allocUnsafeSlow(BLOCK_BYTES)
    }
    this.block.set(piece, this.used)
    this.used += piece.byteLength
  }

  private endBlock() {
    if (this.used > 0) this.blocks.push(this.block.subarray(0, this.used))
    this.block = NOTHING
    this.used = 0
  }
}
