import { Injectable } from '@nestjs/common';
import type { Browsers } from './messengers/messenger.js';
import { PushDeviceStore } from './push-device.store.js';
import { PushKeys } from './push-keys.js';

/** What pushing needs beside the words. */
@Injectable()
export class PushRoom implements Browsers {
  constructor(
    readonly keys: PushKeys,
    private readonly store: PushDeviceStore,
  ) {}

  find(id: string) {
    return this.store.find(id);
  }

  forget(id: string) {
    return this.store.remove(id, null);
  }
}
