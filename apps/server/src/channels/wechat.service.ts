import {
  assignedValues,
  type ChannelOf,
  fillMessage,
  followerTypes,
  formTypes,
  localize,
} from '@fieldwork/metadata';
import { Injectable, Logger } from '@nestjs/common';
import { MessengerAccounts } from '../messaging/messenger-accounts.js';
import type { Transaction } from '../platform/database/queryable.js';
import { forbidden, notFound, Problem } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import { OpenChannels } from './open-channels.js';
import {
  cdata,
  isSignedByWechat,
  openWechat,
  readWechatXml,
  sealWechat,
  type WechatKeys,
  wechatSignature,
} from './wechat-crypto.js';
import { WechatMessageStore } from './wechat-message.store.js';

const TYPE = 'wechat_account';
/** How far the other side's clock may be from ours, and how long a call is good. */
const TOLERANCE_SECONDS = 300;
const usualMostPerHour = 20;
const longest = 2000;

export interface WechatCall {
  signature: string;
  timestamp: string;
  nonce: string;
  msg_signature: string;
}
type Place = { channel: ChannelOf<'wechat'>; app: string };

/** What WeChat calls back with: signed, encrypted, of now, and taken once. Everything else is refused alike. */
@Injectable()
export class WechatService {
  readonly #log = new Logger('WeChat');

  constructor(
    private readonly accounts: MessengerAccounts,
    private readonly channels: OpenChannels,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly store: WechatMessageStore,
  ) {}

  /** The account's own check of the address. */
  async confirm(id: string, call: WechatCall, echo: string): Promise<string> {
    const { keys } = await this.#open(id, call);
    if (!isSignedByWechat(call.signature, [keys.token, call.timestamp, call.nonce])) throw forbidden();
    return echo;
  }

  /** Answers the reply as XML, encrypted; `success` where there is nothing to say. */
  async take(id: string, call: WechatCall, body: unknown): Promise<string> {
    const { keys, place } = await this.#open(id, call);
    const cipher = typeof body === 'string' ? readWechatXml(body).get('Encrypt') : undefined;
    if (!cipher || !isSignedByWechat(call.msg_signature, [keys.token, call.timestamp, call.nonce, cipher]))
      throw forbidden();
    let message: ReadonlyMap<string, string>;
    try {
      message = readWechatXml(openWechat(cipher, keys));
    } catch {
      throw forbidden();
    }
    const openid = message.get('FromUserName') ?? '';
    const kind = message.get('MsgType') ?? '';
    // Events have no id of their own: who, when and what stand for one.
    const messageId =
      message.get('MsgId') ?? [openid, message.get('CreateTime'), message.get('Event')].join(' ');
    if (openid === '' || !place) return 'success';
    const said = await this.store.database.transaction((tx) =>
      this.#answer(tx, id, place, { openid, kind, messageId, text: message.get('Content') ?? '' }),
    );
    return said === null
      ? 'success'
      : this.#reply(keys, call, { to: openid, from: message.get('ToUserName') ?? '', text: said });
  }

  async #answer(
    tx: Transaction,
    id: string,
    { app, channel }: Place,
    message: { openid: string; kind: string; messageId: string; text: string },
  ): Promise<string | null> {
    const { openid, kind, messageId, text } = message;
    if (!(await this.store.add(tx, id, messageId, openid))) return null;
    const welcome = channel.welcome === undefined ? null : localize(channel.welcome, 'zh-CN');
    if (kind !== 'text' || text === '') return kind === 'event' ? welcome : null;
    const many = await this.store.filedWithinHour(tx, id, openid);
    if (many >= (channel.mostPerHour ?? usualMostPerHour)) return null;
    const opened = await this.gate.openAsPlatform(app, channel.form, null, {
      kind: 'channel',
      id: channel.id,
    });
    const { forms } = opened.app.documents;
    const values = assignedValues(channel.set, opened.form, forms, {
      types: { ...formTypes(opened.form, forms), ...followerTypes },
      values: { message: { text: text.slice(0, longest), openid } },
      context: opened.viewer.context,
    });
    try {
      const write = { ...opened.write, narrowing: { isAutomatic: true } };
      const made = JSON.parse(await tx.savepoint(() => this.records.create(write, values, undefined, tx)));
      await this.store.filed(tx, id, messageId, made.id);
      if (channel.reply === undefined) return welcome;
      const scope = { form: opened.form, forms, values: made, timeZone: opened.viewer.context.timeZone };
      return localize(fillMessage(channel.reply, scope), 'zh-CN');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#log.warn(`${channel.id}: ${error.message} ${JSON.stringify(error.issues)}`);
      return welcome;
    }
  }

  #reply(
    keys: WechatKeys,
    { timestamp, nonce }: WechatCall,
    said: { to: string; from: string; text: string },
  ): string {
    const inner = [
      `<xml><ToUserName>${cdata(said.to)}</ToUserName><FromUserName>${cdata(said.from)}</FromUserName>`,
      `<CreateTime>${timestamp}</CreateTime><MsgType>${cdata('text')}</MsgType><Content>${cdata(said.text)}</Content></xml>`,
    ].join('');
    const cipher = sealWechat(inner, keys);
    const signature = wechatSignature([keys.token, timestamp, nonce, cipher]);
    return [
      `<xml><Encrypt>${cdata(cipher)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature>`,
      `<TimeStamp>${timestamp}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`,
    ].join('');
  }

  /** @throws Problem 404 for an account that is none or has no keys, 403 for a call that is not of now */
  async #open(id: string, { timestamp }: WechatCall): Promise<{ keys: WechatKeys; place: Place | null }> {
    const found = await this.accounts.find(id, TYPE);
    const { token, aes_key: aesKey } = found?.account.secrets ?? {};
    const appId = found?.account.settings.appid;
    if (!found || !token || !aesKey || !appId) throw notFound();
    const off = Math.abs(Date.now() / 1000 - Number(timestamp));
    if (!/^\d{1,12}$/.test(timestamp) || off > TOLERANCE_SECONDS) throw forbidden();
    for (const { app, channel } of found.routes) {
      const opened = await this.channels.find(app, channel, 'wechat').catch(() => null);
      if (opened) return { keys: { token, aesKey, appId }, place: { channel: opened.channel, app } };
    }
    return { keys: { token, aesKey, appId }, place: null };
  }
}
