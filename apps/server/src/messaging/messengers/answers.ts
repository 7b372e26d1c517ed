import { PermanentFailure, RetryLater } from '../../platform/deliveries/delivery.service.js';
import type { OutgoingAnswer } from '../../platform/network/outgoing-http.js';

/** The answer as JSON. @throws RetryLater for 429, PermanentFailure for other refusals, Error where it may be mended */
export function readAnswer(answer: OutgoingAnswer): Readonly<Record<string, unknown>> {
  if (answer.status === 429) throw new RetryLater('429', retryAfterMs(answer) ?? 60_000);
  if (answer.status >= 500 || answer.status === 408) throw new Error(`HTTP ${answer.status}`);
  const json = jsonOf(answer.text);
  if (answer.status < 200 || answer.status >= 300)
    throw new PermanentFailure(`HTTP ${answer.status}: ${answer.text.slice(0, 300)}`);
  return json;
}

/** How long the other side asks to wait, in milliseconds; null where it does not say. */
export function retryAfterMs({ headers }: Pick<OutgoingAnswer, 'headers'>): number | null {
  const said = headers['retry-after'];
  if (said === undefined) return null;
  if (/^\d+$/.test(said)) return Number(said) * 1000;
  const moment = Date.parse(said);
  return Number.isNaN(moment) ? null : Math.max(0, moment - Date.now());
}

function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/**
 * Reads the `errcode` and `errmsg` that most Chinese platforms answer with HTTP 200. `codes` says what each means;
 * one that is not named may be mended.
 */
export function refuse(
  code: unknown,
  message: unknown,
  codes: { tooMany?: readonly number[]; permanent?: readonly number[]; afterMs?: number },
): void {
  const number = Number(code ?? 0);
  if (number === 0) return;
  const words = `${number} ${String(message ?? '')}`.slice(0, 300);
  if (codes.tooMany?.includes(number)) throw new RetryLater(words, codes.afterMs ?? 60_000);
  if (codes.permanent?.includes(number)) throw new PermanentFailure(words);
  throw new Error(words);
}

/** Several messages as one text: numbered titles with their words and links. */
export function digestOf(words: readonly { title: string; text: string; url: string | null }[]): string {
  return words
    .map(({ title, text, url }, index) => {
      const head = words.length > 1 ? `${index + 1}. ${title}` : title;
      return [head, text, url ?? ''].filter((line) => line !== '').join('\n');
    })
    .join('\n\n');
}
