import { createECDH, hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../platform/config/secrets.js';

/** The installation's pair of keys for Web Push (RFC 8292), base64url: made from its own key, so that it stays the same. */
@Injectable()
export class PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;

  constructor({ encryptionKey }: Secrets) {
    const scalar = hkdfSync('sha256', Buffer.from(encryptionKey, 'base64url'), '', 'web push', 32);
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(Buffer.from(scalar));
    this.publicKey = pair.getPublicKey('base64url');
    this.privateKey = pair.getPrivateKey('base64url');
  }
}
