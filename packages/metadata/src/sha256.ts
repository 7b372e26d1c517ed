/** SHA-256 as 64 hexadecimal digits. */
export function sha256Hex(content: Uint8Array | string): string {
  return [...sha256(content)].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/**
 * SHA-256 (FIPS 180-4) as eight words of 32 bits, the same wherever it is computed: engines know no machine, and a
 * browser has its own only on secure pages, where it is slow for many short texts.
 */
export function sha256(content: Uint8Array | string): Uint32Array {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  const hash = Uint32Array.from(firstHash);
  const whole = bytes.length >> 6;
  for (let block = 0; block < whole; block++) compress(hash, bytes, block * 64);
  const tail = closing(bytes, whole * 64);
  for (let at = 0; at < tail.length; at += 64) compress(hash, tail, at);
  return hash;
}

/** What is left after the last whole block, with the mark of its end and the length in bits. */
function closing(bytes: Uint8Array, from: number): Uint8Array {
  const rest = bytes.subarray(from);
  const tail = new Uint8Array(rest.length + 9 > 64 ? 128 : 64);
  tail.set(rest);
  tail[rest.length] = 0x80;
  let bits = bytes.length * 8;
  for (let at = tail.length - 1; at >= tail.length - 8; at--) {
    tail[at] = bits % 256;
    bits = Math.floor(bits / 256);
  }
  return tail;
}

/** UTF-8 without TextEncoder, which the language itself does not have. */
function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
  }
  return Uint8Array.from(bytes);
}

const primes = firstPrimes(64);
/** The first 32 bits behind the point of square and cube roots of the first primes. */
const firstHash = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const constants = Uint32Array.from(primes.map((prime) => fraction(Math.cbrt(prime))));

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by));

const schedule = new Uint32Array(64);

function compress(hash: Uint32Array, bytes: Uint8Array, from: number): void {
  const w = schedule;
  const byte = (at: number) => bytes[from + at] as number;
  for (let i = 0; i < 64; i += 4)
    w[i >> 2] = (byte(i) << 24) | (byte(i + 1) << 16) | (byte(i + 2) << 8) | byte(i + 3);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number;
    const y = w[i - 2] as number;
    const s0 = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3);
    const s1 = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
    w[i] = (w[i - 16] as number) + s0 + (w[i - 7] as number) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let i = 0; i < 64; i++) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + s1 + ((e & f) ^ (~e & g)) + (constants[i] as number) + (w[i] as number)) | 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    hash[index] = (hash[index] as number) + word;
  });
}
