import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Standard Webhooks 1.0.0 (github.com/standard-webhooks/standard-webhooks): what is signed and how it is written. */
const PREFIX = 'whsec_';
const TOLERANCE_SECONDS = 300;

export function newSecret(): string {
  return `${PREFIX}${randomBytes(32).toString('base64')}`;
}

/** Headers of a delivery. More than one secret while they change over: either side may be first. */
export function signedHeaders(
  message: { id: string; seconds: number; body: string },
  secrets: readonly string[],
): Record<string, string> {
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.seconds),
    'webhook-signature': secrets.map((secret) => `v1,${sign(message, secret)}`).join(' '),
  };
}

/** Whether what came in was signed with one of these secrets, within five minutes of now. */
export function isSigned(
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  secrets: readonly string[],
  nowSeconds: number,
): boolean {
  const id = headers['webhook-id'];
  const said = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature']?.split(' ') ?? [];
  if (!id || id.includes('.') || !said || !/^\d{1,12}$/.test(said)) return false;
  const seconds = Number(said);
  if (Math.abs(nowSeconds - seconds) > TOLERANCE_SECONDS) return false;
  const wanted = secrets.map((secret) => Buffer.from(sign({ id, seconds, body }, secret)));
  return signatures.some((one) => {
    const given = Buffer.from(one.startsWith('v1,') ? one.slice(3) : '');
    return wanted.some((right) => right.length === given.length && timingSafeEqual(right, given));
  });
}

function sign({ id, seconds, body }: { id: string; seconds: number; body: string }, secret: string): string {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
  return createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
}
