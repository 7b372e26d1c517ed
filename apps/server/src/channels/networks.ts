import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { networkOf } from '../identity/login-throttle.js';
import { Secrets } from '../platform/config/secrets.js';

/** Where requests come from, told apart without keeping the addresses themselves. */
@Injectable()
export class Networks {
  constructor(private readonly secrets: Secrets) {}

  hash(address: string): Buffer {
    return createHmac('sha256', this.secrets.signingKey)
      .update(`network|${networkOf(address)}`)
      .digest();
  }
}
