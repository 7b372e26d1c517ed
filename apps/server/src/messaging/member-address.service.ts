import type { MemberAddresses, NoticeMessenger } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { MemberAddressStore } from './member-address.store.js';
import { messengerOf } from './messengers/registry.js';

@Injectable()
export class MemberAddressService {
  constructor(private readonly store: MemberAddressStore) {}

  async of(userId: string): Promise<NoticeMessenger[]> {
    return (await this.store.mine(userId)).flatMap(({ type, ...one }) => {
      const messenger = messengerOf(type);
      // Templates say one thing each, a group is not one's own, and a browser asks for itself.
      return messenger?.canDigest && messenger.address !== 'group' && messenger.address !== 'browser'
        ? [{ ...one, address: messenger.address }]
        : [];
    });
  }

  set(userId: string, addresses: MemberAddresses): Promise<void> {
    return this.store.set(userId, addresses);
  }
}
