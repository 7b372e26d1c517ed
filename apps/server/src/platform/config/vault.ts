import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from './secrets.js';

const VERSION = 'v1';

/** Seals what the database must not show, such as passwords of mailboxes: AES-256-GCM under the installation's key. */
@Injectable()
export class Vault {
  readonly #key: Buffer;

  constructor({ encryptionKey }: Secrets) {
    this.#key = Buffer.from(encryptionKey, 'base64url').subarray(0, 32);
  }

  /** `purpose` is bound to the sealed text: sealed for one thing it cannot be opened as another. */
  seal(text: string, purpose: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [VERSION, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join(
      '.',
    );
  }

  /** @throws Error where a letter of the text was changed, or it was sealed with another key or for something else */
  open(text: string, purpose: string): string {
    const [version, ...parts] = text.split('.');
    const [nonce, tag, sealed, ...more] = parts.map(decoded);
    if (version !== VERSION || !nonce || !tag || !sealed || more.length > 0)
      throw new Error('This is not a sealed text');
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce)
      .setAAD(Buffer.from(purpose))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
  }
}

/** null where it is written otherwise than it was sealed: other letters may be the same bytes. */
function decoded(part: string): Buffer | null {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : null;
}
