import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RemovalGuards } from '../metadata/removal-guards.js';
import { sentence } from '../platform/http/problem.js';
import { MessengerStore } from './messenger.store.js';

/** A channel whose messages go out by a messenger cannot be taken away before that is said to end. */
@Injectable()
export class RouteRemoval implements OnModuleInit {
  constructor(
    private readonly guards: RemovalGuards,
    private readonly messengers: MessengerStore,
  ) {}

  onModuleInit(): void {
    this.guards.add('channel', async (app, channel) => {
      const routes = await this.messengers.routes();
      if (!routes.some((route) => route.app === app && route.channel === channel)) return null;
      return sentence(
        '这个渠道已选定用什么发送，请管理员先在设置的“消息渠道”中取消',
        'A messenger is chosen for this channel; an administrator takes it back in the settings first',
      );
    });
  }
}
