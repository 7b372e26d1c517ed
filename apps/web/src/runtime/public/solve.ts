import { sha256 } from '@fieldwork/metadata';

const perTurn = 2_000;

/** Finds the number with which a challenge's hash begins with so many zero bits, without holding up the page. */
export async function solve({ text, bits }: { text: string; bits: number }): Promise<string> {
  for (let nonce = 0; ; nonce += perTurn) {
    for (let n = nonce; n < nonce + perTurn; n++) if (zeros(sha256(`${text}:${n}`)) >= bits) return String(n);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

function zeros(hash: Uint32Array): number {
  const first = hash.findIndex((word) => word !== 0);
  return first < 0 ? hash.length * 32 : first * 32 + Math.clz32(hash[first] as number);
}
