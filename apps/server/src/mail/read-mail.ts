import { createHash } from 'node:crypto';
import type { Email } from 'postal-mime';
import sanitize from 'sanitize-html';
import { storableText } from '../platform/database/storable.js';

export interface MailFile {
  name: string;
  content: Buffer;
}

/** A mail as the intake sees it. Addresses are in lower case. */
export interface IncomingMail {
  messageId: string;
  /** Message-IDs it answers, the nearest first. */
  answers: string[];
  from: string;
  fromName: string | null;
  subject: string;
  /** What the sender wrote himself, without what he quotes. */
  text: string;
  receivedAt: string;
  files: MailFile[];
  /** Sent by a machine: an out-of-office note, a bounce, a list. Never answered. */
  isAutomatic: boolean;
  /** Our own mark, where one of our mails comes back. */
  mark: string | null;
}

export const markHeader = 'X-Fieldwork-Mark';
const longestText = 100_000;
const mostFiles = 30;

/** Reads the source of a mail. */
export async function readMail(source: Buffer, receivedAt: string): Promise<IncomingMail> {
  const { default: PostalMime } = await import('postal-mime');
  const mail = await PostalMime.parse(source, { maxNestingDepth: 50, maxHeadersSize: 200_000 });
  const headers = new Map(mail.headers.map(({ key, value }) => [key.toLowerCase(), value]));
  const sender = mail.from && 'address' in mail.from ? mail.from : undefined;
  const written = mail.text?.trim() || textOfHtml(mail.html ?? '');
  return {
    messageId: storableText(mail.messageId ?? unnamed(source)),
    answers: idsIn(storableText(`${mail.inReplyTo ?? ''} ${mail.references ?? ''}`)),
    from: storableText((sender?.address ?? '').trim().toLowerCase().slice(0, 250)),
    fromName: storableText(sender?.name?.trim().slice(0, 100) ?? '') || null,
    subject: storableText(oneLine(mail.subject ?? '').slice(0, 500)),
    text: storableText(ownWords(written).slice(0, longestText)),
    receivedAt,
    files: filesOf(mail),
    isAutomatic: isAutomatic(headers, sender?.address ?? ''),
    mark: headers.get(markHeader.toLowerCase()) ?? null,
  };
}

/** What a mail without a Message-ID is known by. */
export function unnamed(source: Buffer): string {
  return `<${createHash('sha256').update(source).digest('hex')}@unnamed>`;
}

function filesOf(mail: Email): MailFile[] {
  return mail.attachments.slice(0, mostFiles).map(({ filename, mimeType, content }, index) => ({
    name: filename ?? `${index + 1}.${mimeType.split('/')[1]?.replace(/[^a-z0-9]/gi, '') ?? 'bin'}`,
    content: typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer),
  }));
}

function idsIn(text: string): string[] {
  return [...new Set(text.match(/<[^<>\s]{1,500}>/g) ?? [])].slice(0, 50);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const machines = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+\-@]|$)/i;

/** RFC 3834 and what programs really send. */
function isAutomatic(headers: ReadonlyMap<string, string>, from: string): boolean {
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase();
  if (submitted !== undefined && submitted !== 'no') return true;
  if (/^(bulk|junk|list|auto_reply)$/i.test(headers.get('precedence')?.trim() ?? '')) return true;
  if (/multipart\/report/i.test(headers.get('content-type') ?? '')) return true;
  if (headers.get('return-path')?.trim() === '<>' || machines.test(from)) return true;
  return ['list-id', 'list-unsubscribe', 'x-autoreply', 'x-autorespond', 'x-auto-response-suppress'].some(
    (name) => headers.has(name),
  );
}

function textOfHtml(html: string): string {
  const lines = html
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^>]*>/gi, '$&\n')
    .replace(/<blockquote\b/gi, '\n> <blockquote');
  const plain = sanitize(lines, { allowedTags: [], allowedAttributes: {} });
  return plain
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const quoteHeads = [
  /^-{2,}\s*(original message|原始邮件|forwarded message|转发邮件|回复的原邮件)\s*-{2,}/i,
  /^on .{4,200} wrote:\s*$/i,
  /^在.{2,200}(写道|写)[：:]\s*$/,
  /^.{0,100}于\s?\d{4}年.{2,100}(写道|写)[：:]\s*$/,
  /^(发件人|from)\s*[：:].{3,}$/i,
  /^_{10,}\s*$/,
];

/** What stands above the quoted mail; everything where nothing stands above it. */
export function ownWords(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const head = lines.findIndex((line) => quoteHeads.some((pattern) => pattern.test(line.trim())));
  const kept = head > 0 ? lines.slice(0, head) : lines;
  while (kept.length > 0 && /^\s*(>.*)?$/.test(kept.at(-1) ?? '')) kept.pop();
  const own = kept.join('\n').trim();
  return own === '' ? text.trim() : own;
}
