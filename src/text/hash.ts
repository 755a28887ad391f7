/** A short name of a text's content: it only has to differ when the text does, and to cost next to nothing. */

/** 64 bits in 16 hexadecimal digits: two multiplicative hashes of the UTF-16 units, mixed at the end. */
export function contentHash(text: string): string {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 2654435761);
    other = Math.imul(other ^ unit, 1597334677);
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
