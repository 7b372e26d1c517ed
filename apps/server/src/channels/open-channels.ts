import { type ChannelOf, type ChannelType, isIdentifier } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { notFound } from '../platform/http/problem.js';

/** Channels that take requests. */
@Injectable()
export class OpenChannels {
  constructor(private readonly registry: AppRegistry) {}

  /** @throws Problem 404 where there is no such channel, or it is switched off */
  async find<T extends ChannelType>(app: string, id: string, type: T) {
    if (!isIdentifier(app) || !isIdentifier(id)) throw notFound();
    const { documents } = await this.registry.app(app);
    const channel = documents.channels.get(id);
    if (channel?.type !== type || channel.enabled === false) throw notFound();
    const form = documents.forms.get(channel.form);
    if (!form) throw notFound();
    return { channel: channel as ChannelOf<T>, form, documents };
  }

  /** The channel of that id, or, where none is named, the first of its type. @throws Problem 404 */
  async the<T extends ChannelType>(app: string, id: string | undefined, type: T) {
    if (id !== undefined || !isIdentifier(app)) return this.find(app, id ?? '', type);
    const { documents } = await this.registry.app(app);
    const first = [...documents.channels.values()].find((one) => one.type === type && one.enabled !== false);
    return this.find(app, first?.id ?? '', type);
  }
}
