import type { PushDeviceBody, PushDevices } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { badRequest, forbidden, notFound, sentence } from '../platform/http/problem.js';
import { MessengerStore } from './messenger.store.js';
import { isPushService } from './messengers/push-hosts.js';
import { PushDeviceStore } from './push-device.store.js';
import { PushKeys } from './push-keys.js';

@Injectable()
export class PushDeviceService {
  constructor(
    private readonly store: PushDeviceStore,
    private readonly keys: PushKeys,
    private readonly messengers: MessengerStore,
  ) {}

  async list({ userId, credentialId }: Caller): Promise<PushDevices> {
    const [devices, messengers] = await Promise.all([
      this.store.list(userId, credentialId),
      this.store.messengers(),
    ]);
    return { publicKey: this.keys.publicKey, messengers, devices };
  }

  /** @throws Problem 403 for an API key, 400 where notices are not pushed here */
  async add({ userId, credentialId, viaApiKey }: Caller, body: PushDeviceBody): Promise<string> {
    if (viaApiKey) throw forbidden();
    const messenger = await this.messengers.find(body.messengerId);
    if (messenger && !isPushService(body.endpoint, messenger.settings.hosts))
      throw badRequest(sentence('这不是浏览器的推送服务', 'This is no push service of a browser'));
    const id = await this.store.add({ userId, sessionId: credentialId }, body);
    if (id === null)
      throw badRequest(sentence('这里不能再添加推送', 'No more browsers can be added to this'));
    return id;
  }

  async remove({ userId }: Caller, id: string): Promise<void> {
    if (!(await this.store.remove(id, userId))) throw notFound();
  }
}
