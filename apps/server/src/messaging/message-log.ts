import type { MessageData, MessageRouteBody } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { notFound, sentence } from '../platform/http/problem.js';
import { MessageStore } from './message.store.js';
import { type MessageRoute, MessengerStore } from './messenger.store.js';

const PAGE = 100;

/** What went by messengers, and by which one each channel goes. */
@Injectable()
export class MessageLog {
  constructor(
    private readonly store: MessageStore,
    private readonly messengers: MessengerStore,
    private readonly registry: AppRegistry,
  ) {}

  list(search: {
    messenger: string | null;
    state: string | null;
    before: string | null;
  }): Promise<MessageData[]> {
    const { messenger: messengerId, state, before } = search;
    return this.store.list({ messengerId, state, before, limit: PAGE });
  }

  routes(): Promise<MessageRoute[]> {
    return this.messengers.routes();
  }

  /** @throws Problem 404 for a channel or a messenger that is not there */
  async setRoute({ app, channel, messengerId, template }: MessageRouteBody): Promise<void> {
    const document = (await this.registry.app(app)).documents.channels.get(channel);
    if (document?.type !== 'message' && document?.type !== 'wechat')
      throw notFound(sentence('没有这个外发消息渠道', 'There is no such channel for messages'));
    if (messengerId === null) return this.messengers.clearRoute(app, channel);
    if (!(await this.messengers.find(messengerId)))
      throw notFound(sentence('没有这个消息渠道', 'There is no such messenger'));
    await this.messengers.setRoute({ app, channel, messengerId, template: template || null });
  }
}
