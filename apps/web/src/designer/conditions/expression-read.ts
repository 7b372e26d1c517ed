import { findOperator } from '@fieldwork/expression';
import type { ExpressionJson } from '@fieldwork/metadata';
import { infix, itemNames, overItems } from './expression-print.js';
import type { Names } from './field-names.js';

export type FormulaMistake =
  | { code: 'unknown_field' | 'unknown_function' | 'unexpected'; at: number; word: string }
  | { code: 'unfinished'; at: number; word: '' };

interface Token {
  kind: 'number' | 'text' | 'field' | 'word' | 'sign';
  text: string;
  at: number;
}

const shapes =
  /\s*(?:(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*")|\[([^\]]*)\]|([A-Za-z_][A-Za-z0-9_]*)|(<>|<=|>=|==|!=|[-+*/%<>=(),，（）]))/y;
const kindsOfToken = ['number', 'text', 'field', 'word', 'sign'] as const;
const signs = new Map(Object.entries(infix).map(([name, { sign, level }]) => [sign, { name, level }]));
const aliases: Record<string, string> = { '==': '=', '!=': '<>', '，': ',', '（': '(', '）': ')' };
const loosest = 1;
const negation = 3;
const comparison = 4;

class Mistake extends Error {
  constructor(readonly mistake: FormulaMistake) {
    super(mistake.code);
  }
}

/** Reads a formula into an expression, or says where it cannot be understood. An empty text is no expression. */
export function readExpression(
  text: string,
  names: Names,
): { expression: ExpressionJson | undefined } | { mistake: FormulaMistake } {
  if (text.trim() === '') return { expression: undefined };
  try {
    return { expression: new Reader(tokensOf(text), text.length).whole(names) };
  } catch (error) {
    if (error instanceof Mistake) return { mistake: error.mistake };
    throw error;
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  shapes.lastIndex = 0;
  while (shapes.lastIndex < end) {
    const at = shapes.lastIndex;
    const match = shapes.exec(text);
    if (!match) throw new Mistake({ code: 'unexpected', at, word: text.slice(at).trim().slice(0, 12) });
    const index = kindsOfToken.findIndex((_kind, one) => match[one + 1] !== undefined);
    const raw = match[index + 1] ?? '';
    const kind = kindsOfToken[index] ?? 'sign';
    tokens.push({ kind, text: kind === 'sign' ? (aliases[raw] ?? raw) : raw, at });
  }
  return tokens;
}

/** Reads by precedence: what binds loosest first. */
class Reader {
  #at = 0;

  constructor(
    readonly tokens: readonly Token[],
    readonly length: number,
  ) {}

  whole(names: Names): ExpressionJson {
    const expression = this.#level(loosest, names);
    const rest = this.tokens[this.#at];
    if (rest) throw unexpected(rest);
    return expression;
  }

  #level(level: number, names: Names): ExpressionJson {
    if (level === negation) return this.#level(comparison, names);
    if (level > 6) return this.#negative(names);
    let left = this.#level(level + 1, names);
    for (;;) {
      const token = this.tokens[this.#at];
      const sign = token && token.kind !== 'text' ? signs.get(token.text) : undefined;
      if (!sign || sign.level !== level) return left;
      this.#at++;
      const right = this.#level(level + 1, names);
      left = joined(sign.name, left, right);
    }
  }

  #negative(names: Names): ExpressionJson {
    if (!this.#take('-')) return this.#one(names);
    const value = this.#negative(names);
    return typeof value === 'number' ? -value : { '-': [value] };
  }

  #one(names: Names): ExpressionJson {
    const token = this.tokens[this.#at++];
    if (!token) throw new Mistake({ code: 'unfinished', at: this.length, word: '' });
    if (token.kind === 'number') return numberOf(token.text);
    if (token.kind === 'text') return textOf(token);
    if (token.kind === 'field') return fieldOf(token, names);
    if (token.kind === 'word') return this.#word(token, names);
    if (token.text !== '(') throw unexpected(token);
    const inner = this.#level(loosest, names);
    this.#expect(')');
    return inner;
  }

  #word(token: Token, names: Names): ExpressionJson {
    const word = token.text;
    if (!this.#take('(')) {
      if (word === 'true' || word === 'false') return word === 'true';
      if (word === 'empty') return null;
      if (names.types[word]) return { var: word };
      if (this.tokens[this.#at]?.kind !== undefined && findOperator(word)) throw unexpected(token);
      throw new Mistake({ code: 'unknown_field', at: token.at, word });
    }
    const args = this.#arguments(word, names);
    if (word === 'list') return args;
    if (word === 'field') return { var: args };
    if (word === 'not') return { '!': args };
    if (!findOperator(word)) throw new Mistake({ code: 'unknown_function', at: token.at, word });
    return { [word]: args };
  }

  #arguments(word: string, names: Names): ExpressionJson[] {
    const args: ExpressionJson[] = [];
    if (this.#take(')')) return args;
    for (;;) {
      const inner = args.length > 0 && overItems.has(word) ? (itemNames(args[0], names) ?? names) : names;
      args.push(this.#level(loosest, inner));
      if (this.#take(')')) return args;
      this.#expect(',');
    }
  }

  #take(sign: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.#at++;
    return true;
  }

  #expect(sign: string): void {
    if (this.#take(sign)) return;
    const token = this.tokens[this.#at];
    throw token ? unexpected(token) : new Mistake({ code: 'unfinished', at: this.length, word: '' });
  }
}

const unexpected = ({ at, text }: Token) => new Mistake({ code: 'unexpected', at, word: text });

/** A figure that JavaScript would round stays a decimal text. */
function numberOf(text: string): ExpressionJson {
  return String(Number(text)) === text ? Number(text) : text;
}

function textOf(token: Token): string {
  try {
    return JSON.parse(token.text) as string;
  } catch {
    throw unexpected(token);
  }
}

function fieldOf({ text, at }: Token, names: Names): ExpressionJson {
  const path = names.paths.get(text.trim()) ?? (names.types[text.trim()] ? text.trim() : undefined);
  if (path === undefined && text !== '') throw new Mistake({ code: 'unknown_field', at, word: text });
  return { var: path ?? '' };
}

/** `a and b and c` is one condition with three parts. */
function joined(name: string, left: ExpressionJson, right: ExpressionJson): ExpressionJson {
  const isChain = name === 'and' || name === 'or';
  const parts =
    isChain && typeof left === 'object' && left !== null ? (left as Record<string, unknown>)[name] : null;
  return { [name]: Array.isArray(parts) ? [...(parts as ExpressionJson[]), right] : [left, right] };
}
