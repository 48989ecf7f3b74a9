const WORDS = `amber anchor apple arrow autumn bamboo basil beacon birch bridge bronze cactus candle canyon castle cedar
cherry cinder clover cobalt comet copper coral cotton crane crystal daisy delta desert eagle ember falcon feather fern
forest garden ginger glacier granite harbor hazel heron honey indigo island ivory jasmine juniper kettle lantern lemon
lilac linen lotus magnet maple marble meadow mint mirror moss nectar nickel north nutmeg oasis ocean olive onyx orbit
orchid otter paper pearl pebble pepper pine planet plum poplar prairie quartz rabbit raven ribbon river robin rocket
saffron sage salmon sierra silver sparrow spruce stone summit sunset thistle thunder tiger topaz tulip tundra umber
valley velvet violet walnut willow winter wolf yarrow zephyr`.split(/\s+/)

/** Three words out of at least six bytes. For the demo, whose screen shows it anyway: easy to read, to say and to type. */
export function threeWords(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // Two bytes a word: the length of the list then hardly favours any.
  return [0, 2, 4].map((at) => WORDS[view.getUint16(at) % WORDS.length]).join('-')
}

/** Without letters and digits that look alike: 32 of them, five bits each. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A first password for a real account, shown once: 80 bits, in groups of four. */
export const firstPassword = (random: (size: number) => Uint8Array): string =>
  [...random(16)].map((byte, i) => (i > 0 && i % 4 === 0 ? '-' : '') + LETTERS[byte % LETTERS.length]).join('')
