import { messages } from './messages.js';

export interface Message {
  readonly 'zh-CN': string;
  readonly en: string;
}

/** A failure that is expected: where it is, what it is, and the words for it. */
export interface Issue {
  readonly path: (string | number)[];
  readonly code: string;
  readonly message: Message;
}

export type IssueCode = keyof typeof messages;
export type Details = Readonly<Record<string, string | number | Message>>;

/** An issue with its message filled in: `{name}` in a text is replaced by the detail of that name. */
export function issue(code: IssueCode, path: readonly (string | number)[], details: Details = {}): Issue {
  const { 'zh-CN': zh, en } = messages[code];
  return {
    path: [...path],
    code,
    message: { 'zh-CN': fill(zh, 'zh-CN', details), en: fill(en, 'en', details) },
  };
}

function fill(text: string, language: keyof Message, details: Details): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const detail = Object.hasOwn(details, name) ? details[name] : undefined;
    if (detail === undefined) return whole;
    return typeof detail === 'object' ? detail[language] : String(detail);
  });
}

/** Thrown when an expression is run or compiled although `check` refuses it. */
export class ExpressionError extends Error {
  constructor(readonly issues: readonly Issue[]) {
    super(issues.map(({ path, message }) => `/${path.join('/')}: ${message.en}`).join('; '));
    this.name = 'ExpressionError';
  }
}
