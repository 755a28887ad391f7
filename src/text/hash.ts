/** A short name of a text's content: it only has to differ when the text does, and to cost next to nothing. */

/** 64 bits in 16 hexadecimal digits: two multiplicative hashes of the UTF-8 bytes, four at a time, mixed at the end. */
export function contentHash(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array((bytes.length + 3) & ~3);
  padded.set(bytes);
  const words = wordsOf(padded.buffer);
  let one = 0xdeadbeef ^ bytes.length;
  let other = 0x41c6ce57;
  for (const word of words) {
    one = Math.imul(one ^ word, 2654435761);
    other = Math.imul(other ^ word, 1597334677);
    // Carries the high bits down: a product alone would lose them.
    one = (one << 15) | (one >>> 17);
    other = (other << 13) | (other >>> 19);
  }
  const mixedOne = mix(one, other);
  return hexadecimal(mix(other, mixedOne)) + hexadecimal(mixedOne);
}

/** In the order of a little-endian machine on all of them. */
function wordsOf(bytes: ArrayBuffer): Int32Array {
  const words = new Int32Array(bytes);
  const [first] = new Uint8Array(Int32Array.of(1).buffer);
  const view = new DataView(bytes);
  return first === 1 ? words : words.map((_, at) => view.getInt32(at * 4, true));
}

function mix(a: number, b: number): number {
  return Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
}

function hexadecimal(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, "0");
}
