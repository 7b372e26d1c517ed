import type { MessengerKind } from '@fieldwork/api-contract';
import { dingtalkRobot } from './dingtalk-robot.js';
import { feishuRobot } from './feishu-robot.js';
import { mail } from './mail.js';
import type { Messenger } from './messenger.js';
import { smsAliyun } from './sms-aliyun.js';
import { smsGateway } from './sms-gateway.js';
import { smsTencent } from './sms-tencent.js';
import { webPushMessenger } from './web-push.js';
import { wechatAccount } from './wechat-account.js';
import { wecomApp } from './wecom-app.js';
import { wecomRobot } from './wecom-robot.js';

export const messengers = {
  mail,
  wechat_account: wechatAccount,
  wecom_app: wecomApp,
  wecom_robot: wecomRobot,
  dingtalk_robot: dingtalkRobot,
  feishu_robot: feishuRobot,
  web_push: webPushMessenger,
  sms_aliyun: smsAliyun,
  sms_tencent: smsTencent,
  sms_gateway: smsGateway,
} as const satisfies Record<string, Messenger>;

export type MessengerType = keyof typeof messengers;

export function messengerOf(type: string): Messenger | undefined {
  return Object.hasOwn(messengers, type) ? messengers[type as MessengerType] : undefined;
}

/** The types of messengers whose addresses are of this kind. */
export function typesReaching(address: Messenger['address']): string[] {
  return Object.entries(messengers).flatMap(([type, messenger]) =>
    messenger.address === address ? [type] : [],
  );
}

/** The kinds as the settings show them. */
export function messengerKinds(): MessengerKind[] {
  return Object.entries(messengers).map(([type, { label, address, settings, limit, canDigest }]) => ({
    type,
    label,
    address,
    settings: settings.map((setting) => ({ ...setting })),
    limit,
    canDigest,
  }));
}
