import type { WebhookBody, WebhookData } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { invalid, notFound, sentence } from '../platform/http/problem.js';
import { OutgoingHttp } from '../platform/network/outgoing-http.js';
import { SigningSecrets } from '../platform/network/signing-secrets.js';
import { uuidv7 } from '../platform/uuid.js';
import { purposeOf, type WebhookRow, WebhookStore } from './webhook.store.js';
import { WebhookSender } from './webhook-sender.js';

/** Webhooks as administrators set them up. A secret is shown once, when it is made. */
@Injectable()
export class WebhookService {
  constructor(
    private readonly store: WebhookStore,
    private readonly secrets: SigningSecrets,
    private readonly sender: WebhookSender,
    private readonly registry: AppRegistry,
    private readonly http: OutgoingHttp,
  ) {}

  async list(app: string): Promise<WebhookData[]> {
    await this.registry.app(app);
    return (await this.store.list(app)).map(({ secrets: _, app: __, ...shown }) => shown);
  }

  async create(app: string, body: WebhookBody): Promise<{ id: string; secret: string }> {
    await this.#demand(app, body);
    const id = uuidv7();
    const { secret, sealed } = this.secrets.begin(purposeOf(id));
    await this.#save({ ...body, id, app, secrets: sealed, disabledBecause: null });
    return { id, secret };
  }

  async change(app: string, id: string, body: WebhookBody): Promise<void> {
    const before = await this.#find(app, id);
    await this.#demand(app, body);
    await this.#save({ ...before, ...body });
  }

  /** A new secret; the former one signs for another day. */
  async rotate(app: string, id: string): Promise<{ secret: string }> {
    const before = await this.#find(app, id);
    const { secret, sealed } = this.secrets.rotate(purposeOf(id), before.secrets);
    await this.#save({ ...before, secrets: sealed });
    return { secret };
  }

  async remove(app: string, id: string): Promise<void> {
    if (!(await this.store.remove(app, id))) throw notFound();
    this.sender.forget();
  }

  async test(app: string, id: string): Promise<{ error: string | null }> {
    await this.#find(app, id);
    return { error: await this.sender.test(id) };
  }

  async replay(app: string, id: string, from: string, to: string): Promise<{ count: number }> {
    await this.#find(app, id);
    return { count: await this.sender.replay(id, from, to) };
  }

  async #find(app: string, id: string): Promise<WebhookRow> {
    const found = await this.store.find(id);
    if (found?.app !== app) throw notFound();
    return found;
  }

  async #demand(app: string, { forms, url }: WebhookBody): Promise<void> {
    await this.http.check(url);
    const { documents } = await this.registry.app(app);
    const unknown = forms.filter((form) => !documents.forms.has(form));
    if (unknown.length > 0)
      throw invalid(
        unknown.map((form) => ({
          path: ['forms'],
          code: 'missing_reference',
          message: sentence(`没有表单 ${form}`, `There is no form “${form}”`),
        })),
      );
  }

  async #save(row: WebhookRow): Promise<void> {
    await this.store.save(row);
    this.sender.forget();
  }
}
