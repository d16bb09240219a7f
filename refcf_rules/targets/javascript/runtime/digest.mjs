/** SHA-256 of bytes (FIPS 180-4), synchronous and the same in node and browsers. */

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const ROUND_CONSTANTS = roundConstants();

/**
 * @param {Uint8Array} bytes
 * @returns {string} the digest in hexadecimal
 */
export function sha256(bytes) {
  const padded = padding(bytes);
  const view = new DataView(padded.buffer);
  const words = new Int32Array(64);
  const state = Uint32Array.of(
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  );
  for (let start = 0; start < padded.length; start += 64) {
    for (let index = 0; index < 16; index += 1) words[index] = view.getUint32(start + 4 * index);
    compress(state, words);
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

/**
 * The bytes, a 1 bit, zeros, and the length in bits at the end of a block of 64 bytes.
 * @param {Uint8Array} bytes
 * @returns {Uint8Array}
 */
function padding(bytes) {
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  return padded;
}

/**
 * One block of 16 words, which are first extended to 64.
 * @param {Uint32Array} state
 * @param {Int32Array} words
 */
function compress(state, words) {
  for (let index = 16; index < 64; index += 1) {
    const near = words[index - 2];
    const far = words[index - 15];
    const second = ((near >>> 17) | (near << 15)) ^ ((near >>> 19) | (near << 13)) ^ (near >>> 10);
    const first = ((far >>> 7) | (far << 25)) ^ ((far >>> 18) | (far << 14)) ^ (far >>> 3);
    words[index] = (words[index - 16] + first + words[index - 7] + second) | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let index = 0; index < 64; index += 1) {
    const second = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + second + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[index] + words[index]) | 0;
    const first = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (first + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] += word;
}

/**
 * Worked out exactly in whole numbers: the cube root of prime × 2⁹⁶ by halving, its last 32 bits.
 * @returns {Int32Array}
 */
function roundConstants() {
  /** @type {number[]} */
  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return Int32Array.from(primes, (prime) => {
    const wanted = BigInt(prime) << 96n;
    let low = 0n;
    for (let bit = 1n << 35n; bit > 0n; bit >>= 1n) {
      if ((low + bit) ** 3n <= wanted) low += bit;
    }
    return Number(low & 0xffffffffn);
  });
}
