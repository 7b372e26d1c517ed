import type { PublicLink } from '@fieldwork/api-contract';
import { assignedValues, formTypes, type Issue } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { invalid, notFound } from '../platform/http/problem.js';
import type { Repeatable } from '../platform/repeats/repeatable.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import { OpenChannels } from './open-channels.js';
import { PortalLinksService } from './portal-links.service.js';
import { RecordLink } from './record-link.js';

/** Channels for those who are known: other systems with a key, and people who print links. */
@Injectable()
export class RequestChannelService {
  constructor(
    private readonly channels: OpenChannels,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly links: RecordLink,
    private readonly portals: PortalLinksService,
  ) {}

  /** A request of another system becomes a record, under the rights of its key. @throws Problem 403, 404, 422 */
  async file(
    caller: Caller,
    app: string,
    id: string,
    body: Record<string, unknown>,
    repeatable: Repeatable | undefined,
  ): Promise<string> {
    const opened = await this.channels.find(app, id, 'api');
    const { write, viewer, form } = await this.gate.open(caller, app, opened.form.id);
    const { fields, set } = opened.channel;
    const unknown = Object.keys(body).filter((name) => name !== 'id' && !fields.includes(name));
    if (unknown.length > 0) throw invalid(unknown.map(notTaken));
    const { forms } = opened.documents;
    const scope = { types: formTypes(form, forms), values: body as never, context: viewer.context };
    const values = { ...body, ...assignedValues(set, form, forms, scope) };
    const source = { kind: 'channel' as const, id };
    return this.records.create({ ...write, source }, values, repeatable);
  }

  /** Addresses of the public forms and portals that are about records of this form, for one that the caller may read. */
  async linksOf(caller: Caller, appId: string, formId: string, id: string): Promise<PublicLink[]> {
    const { app, form, viewer } = await this.gate.open(caller, appId, formId);
    await this.records.get(viewer, form, id);
    const channels = [...app.documents.channels.values()].filter(
      (channel) =>
        channel.type === 'public_form' && channel.about?.form === formId && channel.enabled !== false,
    );
    const forms = await Promise.all(
      channels.map(async (channel) => {
        const place = { app: appId, channel: channel.id };
        const token = await this.links.token(place, formId, id.toLowerCase());
        return { channel: channel.id, label: channel.label, path: `/p/${appId}/${channel.id}?r=${token}` };
      }),
    );
    return [...forms, ...(await this.portals.of(app, formId, id.toLowerCase()))];
  }

  /** A new link for one record; every earlier one is void from now on. By whoever may change the record. */
  async renew(caller: Caller, app: string, formId: string, id: string, channel: string): Promise<void> {
    const links = await this.linksOf(caller, app, formId, id);
    if (!links.some((link) => link.channel === channel)) throw notFound();
    const { write } = await this.gate.open(caller, app, formId);
    await this.records.demand(write, id, 'update');
    await this.links.renew({ app, channel }, id.toLowerCase(), caller.userId);
  }
}

function notTaken(name: string): Issue {
  const message = { 'zh-CN': '渠道不接收这个字段', en: 'The channel does not take this field' };
  return { path: [name.slice(0, 60)], code: 'not_taken', message };
}
