import { identifierSchema, type Text } from '@fieldwork/metadata';
import { z } from 'zod';

const values = z.record(z.string().max(40), z.string().max(2000));

/** A way to reach people outside. Secrets that are left out stay as they are. */
export const messengerSchema = z.strictObject({
  type: z.string().max(40),
  name: z.string().trim().min(1).max(60),
  settings: values.default({}),
  secrets: values.default({}),
  /** Members may have their notices by it. */
  forNotices: z.boolean().default(false),
  isEnabled: z.boolean().default(true),
});
export type MessengerBody = z.infer<typeof messengerSchema>;

export interface MessengerData extends Omit<MessengerBody, 'secrets'> {
  id: string;
  /** The secrets that are kept, by name. */
  kept: string[];
}

/** A kind of messenger: what it wants to know, and at what pace it takes messages. */
export interface MessengerKind {
  type: string;
  label: Text;
  address: 'phone' | 'member' | 'follower' | 'group' | 'mail' | 'browser';
  settings: { id: string; label: Text; hint?: Text; isSecret?: boolean; isOptional?: boolean }[];
  limit: { count: number; seconds: number };
  canDigest: boolean;
}

export const messengerTestSchema = z.strictObject({
  to: z.string().trim().max(200).default(''),
  template: z.string().trim().max(100).nullable().default(null),
});

/** By which messenger a channel of an app goes, with the template that stands for it there. */
export const messageRouteSchema = z.strictObject({
  app: identifierSchema,
  channel: identifierSchema,
  messengerId: z.uuid().nullable(),
  template: z.string().trim().max(100).nullable().default(null),
});
export type MessageRouteBody = z.infer<typeof messageRouteSchema>;

export interface MessageData {
  id: string;
  messengerId: string;
  messenger: string;
  address: string;
  title: string;
  state: 'waiting' | 'sending' | 'sent' | 'dead';
  together: number;
  attempts: number;
  error: string | null;
  deliveryId: string | null;
  createdAt: string;
  sentAt: string | null;
}

/** Where a member gets his notices beside the inbox: by which messengers, at which address there. */
export const memberAddressesSchema = z
  .array(z.strictObject({ messengerId: z.uuid(), address: z.string().trim().min(1).max(200) }))
  .max(20);
export type MemberAddresses = z.infer<typeof memberAddressesSchema>;

export interface NoticeMessenger {
  id: string;
  name: string;
  address: MessengerKind['address'];
  /** The member's own; null: not by this one. */
  mine: string | null;
}

const base64url = z.string().regex(/^[A-Za-z0-9_-]{16,200}={0,2}$/);

/** A browser that asks for pushes, as the Push API of the W3C names it. */
export const pushDeviceSchema = z.strictObject({
  messengerId: z.uuid(),
  endpoint: z.url({ protocol: /^https?$/ }).max(1000),
  keys: z.strictObject({ p256dh: base64url, auth: base64url }),
  /** What the member knows it by. */
  name: z.string().trim().min(1).max(60),
});
export type PushDeviceBody = z.infer<typeof pushDeviceSchema>;

export interface PushDevice {
  id: string;
  messengerId: string;
  name: string;
  createdAt: string;
  /** Asked for in this session. */
  isThis: boolean;
}

/** Browsers of a member that get notices, and by which messengers they can. */
export interface PushDevices {
  /** With it a browser asks its push service. */
  publicKey: string;
  messengers: { id: string; name: string }[];
  devices: PushDevice[];
}
