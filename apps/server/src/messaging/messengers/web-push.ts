import { bilingual } from '@fieldwork/metadata';
import webPush from 'web-push';
import { PermanentFailure } from '../../platform/deliveries/delivery.service.js';
import { digestOf, readAnswer } from './answers.js';
import type { Messenger } from './messenger.js';
import { isPushService } from './push-hosts.js';

const DAY_SECONDS = 86_400;
const gone = [404, 410];

/**
 * Notices into browsers and phones, by the push service of whoever made the browser: encrypted for the one that asked
 * for them (RFC 8030, 8188, 8291), signed with the installation's keys (RFC 8292).
 */
export const webPushMessenger: Messenger = {
  label: bilingual('浏览器推送', 'Web push'),
  address: 'browser',
  settings: [
    {
      id: 'contact',
      label: bilingual('联系邮箱', 'Contact'),
      hint: bilingual('推送服务出问题时找谁', 'Whom the push services ask when something is wrong'),
    },
    {
      id: 'hosts',
      label: bilingual('推送服务的主机', 'Hosts of push services'),
      hint: bilingual('留空为各浏览器的官方服务', 'Empty: those of the makers of browsers'),
      isOptional: true,
    },
  ],
  limit: { count: 20, seconds: 60 },
  // A message is at most 4,096 bytes, and a Chinese character takes three.
  mostCharacters: 1000,
  canDigest: true,
  async send({ account, to, words, http, push, key }) {
    const subscription = await push.find(to);
    if (!subscription || !isPushService(subscription.endpoint, account.settings.hosts))
      throw new PermanentFailure('The browser no longer wants it');
    const [first] = words;
    const { title, text } =
      words.length === 1 && first ? first : { title: String(words.length), text: digestOf(words) };
    const url = words.length === 1 ? first?.url : null;
    const details = webPush.generateRequestDetails(subscription, JSON.stringify({ title, text, url, key }), {
      vapidDetails: { subject: `mailto:${account.settings.contact}`, ...push.keys },
      TTL: DAY_SECONDS,
      contentEncoding: 'aes128gcm',
    });
    const headers = Object.entries(details.headers).map(([name, value]) => [name, String(value)] as const);
    const answer = await http.send(details.endpoint, {
      method: 'POST',
      headers: Object.fromEntries(headers),
      body: details.body,
    });
    if (gone.includes(answer.status)) {
      await push.forget(to);
      throw new PermanentFailure('The browser no longer wants it');
    }
    readAnswer(answer);
  },
};
