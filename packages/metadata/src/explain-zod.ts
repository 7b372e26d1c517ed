import type { Issue } from '@fieldwork/expression';
import type { z } from 'zod';
import { issue } from './issue.js';

type Sentence = readonly [zh: string, en: string];

const kindsOfValue: Readonly<Record<string, Sentence>> = {
  string: ['文本', 'text'],
  number: ['数字', 'a number'],
  int: ['整数', 'a whole number'],
  boolean: ['是或否', 'true or false'],
  array: ['列表', 'a list'],
  object: ['对象', 'an object'],
  record: ['对象', 'an object'],
  date: ['日期', 'a date'],
  null: ['空值', 'null'],
};

const formats: Readonly<Record<string, Sentence>> = {
  email: ['邮箱地址', 'an e-mail address'],
  url: ['网址', 'a web address'],
  uuid: ['标识（UUID）', 'an id (UUID)'],
  guid: ['标识（UUID）', 'an id (UUID)'],
  datetime: ['带时区的时间', 'a moment with its zone'],
  date: ['日期', 'a date'],
  time: ['时间', 'a time'],
};

/** What a check by zod found, said in both languages; its own English words only where it was given no others. */
export function explainZod(found: z.core.$ZodIssue): Issue {
  const path = (found.path ?? []).map((part) => (typeof part === 'number' ? part : String(part)));
  const [zh, en] = sentenceOf(found);
  return issue(path, found.code ?? 'invalid', zh, en);
}

function sentenceOf(found: z.core.$ZodIssue): Sentence {
  switch (found.code) {
    case 'invalid_type': {
      if (found.input === undefined && /received undefined/.test(found.message))
        return ['必须填写', 'This is required'];
      const [zh, en] = kindsOfValue[found.expected] ?? [found.expected, found.expected];
      return [`应为${zh}`, `This should be ${en}`];
    }
    case 'too_big':
      return bound(found.origin, Number(found.maximum), found.inclusive !== false, bounds.most);
    case 'too_small':
      return bound(found.origin, Number(found.minimum), found.inclusive !== false, bounds.least);
    case 'not_multiple_of':
      return [`应为 ${found.divisor} 的倍数`, `This should be a multiple of ${found.divisor}`];
    case 'invalid_value': {
      const values = found.values.slice(0, 12).map(String);
      const list = found.values.length > values.length ? [...values, '…'] : values;
      return [`只能是：${list.join('、')}`, `This can only be: ${list.join(', ')}`];
    }
    case 'unrecognized_keys': {
      const keys = found.keys.slice(0, 8).map((key) => key.slice(0, 60));
      return [`不认识的项：${keys.join('、')}`, `Not known here: ${keys.join(', ')}`];
    }
    case 'invalid_format': {
      const named = formats[found.format];
      return named
        ? [`应为${named[0]}`, `This should be ${named[1]}`]
        : ['格式不正确', 'The format is not right'];
    }
    case 'invalid_key':
      return ['名称不正确', 'This name is not right'];
    case 'invalid_element':
    case 'invalid_union':
      return ['内容不正确', 'This is not right'];
    default:
      return [`格式不正确：${found.message}`, found.message];
  }
}

const bounds = {
  most: { including: ['不能超过', 'at most'], excluding: ['必须小于', 'less than'] },
  least: { including: ['不能少于', 'at least'], excluding: ['必须大于', 'more than'] },
} as const;

function bound(
  origin: string,
  limit: number,
  isIncluding: boolean,
  words: (typeof bounds)[keyof typeof bounds],
): Sentence {
  const [zh, en] = isIncluding ? words.including : words.excluding;
  if (origin === 'string') return [`${zh} ${limit} 个字符`, `This takes ${en} ${limit} characters`];
  if (origin === 'array' || origin === 'set') return [`${zh} ${limit} 项`, `This takes ${en} ${limit} items`];
  return [`${zh} ${limit}`, `This should be ${en} ${limit}`];
}
