import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { explainZod } from './explain-zod.js';

const schema = z.strictObject({
  name: z.string().min(2).max(4).optional(),
  size: z.coerce.number().int().min(1).max(500).optional(),
  state: z.enum(['open', 'closed']).optional(),
  mail: z.email().optional(),
  tags: z.array(z.string()).max(1).optional(),
  due: z.string(),
});
const explained = (input: object) => {
  const result = schema.safeParse({ due: '', ...input });
  return (result.error?.issues ?? []).map(explainZod).map(({ path, message }) => [path.join('.'), message]);
};

describe('what a check found, in words', () => {
  it.each<[object, string, string, string]>([
    [{ size: 501 }, 'size', '不能超过 500', 'This should be at most 500'],
    [{ size: 0 }, 'size', '不能少于 1', 'This should be at least 1'],
    [{ name: '12345' }, 'name', '不能超过 4 个字符', 'This takes at most 4 characters'],
    [{ tags: ['a', 'b'] }, 'tags', '不能超过 1 项', 'This takes at most 1 items'],
    [{ state: 'x' }, 'state', '只能是：open、closed', 'This can only be: open, closed'],
    [{ mail: 'x' }, 'mail', '应为邮箱地址', 'This should be an e-mail address'],
    [{ due: 5 }, 'due', '应为文本', 'This should be text'],
    [{ due: undefined }, 'due', '必须填写', 'This is required'],
    [{ other: 1 }, '', '不认识的项：other', 'Not known here: other'],
  ])('%j is said in both languages', (input, path, zh, en) => {
    expect(explained(input)).toEqual([[path, { 'zh-CN': zh, en }]]);
  });
});
