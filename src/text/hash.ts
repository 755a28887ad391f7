/** A short name of a text's content: it only has to differ when the text does, and to cost next to nothing. */

/** 64 bits in 16 hexadecimal digits: two multiplicative hashes of the UTF-8 bytes, four at a time, mixed at the end. */
export function contentHash(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array((bytes.length + 3) & ~3);
  padded.set(bytes);
  // A view and no Int32Array: every machine has to read them in the same order.
  const words = new DataView(padded.buffer);
  let one = 0xdeadbeef ^ bytes.length;
  let other = 0x41c6ce57;
  for (let at = 0; at < padded.length; at += 4) {
    const word = words.getInt32(at, true);
    one = Math.imul(one ^ word, 2654435761);
    other = Math.imul(other ^ word, 1597334677);
    // Carries the high bits down: a product alone would lose them.
    one = (one << 15) | (one >>> 17);
    other = (other << 13) | (other >>> 19);
  }
  const mixedOne = mix(one, other);
  return hexadecimal(mix(other, mixedOne)) + hexadecimal(mixedOne);
}

function mix(a: number, b: number): number {
  return Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
}

function hexadecimal(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, "0");
}
