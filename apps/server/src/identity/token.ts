import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes for a cookie, a key or a link. Only its hash is ever stored. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256: the token is random already, so a slow hash would only slow down every request. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
