import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Callbacks of WeChat as its documentation says (developers.weixin.qq.com, "Message encryption and decryption"):
 * SHA-1 over the sorted token, time, nonce and cipher; AES-256-CBC with the key's first bytes as vector, padded to 32;
 * inside: 16 random bytes, the length in four, the message, the account's id.
 */
const BLOCK = 32;

export interface WechatKeys {
  token: string;
  /** 43 characters: a key of 32 bytes in Base64 without its padding. */
  aesKey: string;
  appId: string;
}

export function wechatSignature(parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

export function isSignedByWechat(given: string, parts: readonly string[]): boolean {
  const wanted = Buffer.from(wechatSignature(parts));
  const said = Buffer.from(given.toLowerCase());
  return said.length === wanted.length && timingSafeEqual(said, wanted);
}

/** @throws Error for what was encrypted with another key, for another account, or was altered */
export function openWechat(cipher: string, { aesKey, appId }: WechatKeys): string {
  const key = keyOf(aesKey);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(Buffer.from(cipher, 'base64')), decipher.final()]);
  const pad = padded.at(-1) ?? 0;
  if (pad < 1 || pad > BLOCK || padded.length < 20 + pad) throw new Error('This was not encrypted for us');
  const plain = padded.subarray(0, padded.length - pad);
  const length = plain.readUInt32BE(16);
  if (length > plain.length - 20) throw new Error('This was not encrypted for us');
  if (plain.subarray(20 + length).toString('utf8') !== appId) throw new Error('This is for another account');
  return plain.subarray(20, 20 + length).toString('utf8');
}

export function sealWechat(text: string, { aesKey, appId }: WechatKeys): string {
  const key = keyOf(aesKey);
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([randomBytes(16), length, message, Buffer.from(appId)]);
  const pad = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])),
    cipher.final(),
  ]).toString('base64');
}

function keyOf(aesKey: string): Buffer {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  if (key.length !== 32) throw new Error('The EncodingAESKey has 43 characters');
  return key;
}

/** The values of a flat XML message: no entities, no nesting, nothing of a document type. */
export function readWechatXml(xml: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return values;
  const leaf = /<([A-Za-z]{1,40})>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<]{0,4000}))<\/\1>/g;
  for (const [, name = '', marked, plain] of xml.matchAll(leaf))
    values.set(name, (marked ?? plain ?? '').trim());
  return values;
}

/** A text as the content of a CDATA section. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}
