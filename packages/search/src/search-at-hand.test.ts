import type { Form } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { type AtHand, searchAtHand } from './search-at-hand.js';

const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'article',
  label: 'article',
  title: 'title',
  fields: [
    { id: 'title', type: 'text', label: 'title' },
    { id: 'symptoms', type: 'long_text', label: 'symptoms' },
    { id: 'steps', type: 'rich_text', label: 'steps' },
    {
      id: 'lines',
      type: 'choices',
      label: 'lines',
      options: [
        { id: 'water', label: { 'zh-CN': '净水设备', en: 'Water purification' }, color: 'blue' },
        { id: 'air', label: { 'zh-CN': '商用空调', en: 'Air conditioning' }, color: 'blue' },
      ],
    },
    { id: 'note', type: 'text', label: 'note' },
  ],
  layout: [],
  search: {
    fields: [
      { field: 'title', weight: 3 },
      { field: 'symptoms', weight: 2 },
      { field: 'steps' },
      { field: 'lines' },
    ],
  },
};
const records: AtHand[] = [
  {
    id: 'a',
    title: '出水变小的处理',
    symptoms: '滤芯灯变红',
    steps: '<p>更换 <b>PP 棉</b></p>',
    lines: ['water'],
  },
  { id: 'b', title: '滤芯更换', symptoms: null, steps: '<p>关闭进水阀</p>', lines: ['water'] },
  {
    id: 'c',
    title: '多联机 E7 故障',
    symptoms: '外机不启动',
    steps: '<p>测量信号线，代码 AC-2000X</p>',
    lines: ['air'],
    note: '丁香',
  },
];
const search = (question: string) => searchAtHand(form, new Map(), records, question, 10);
const ids = (question: string) => search(question).map(({ id }) => id);

describe('searching records at hand', () => {
  it('finds words of titles, symptoms, formatted texts and options, the best first', () => {
    expect(ids('滤芯')).toEqual(['b', 'a']);
    expect(ids('进水阀')).toEqual(['b']);
    expect(ids('商用空调')).toEqual(['c']);
    expect(ids('water')).toEqual(['b', 'a']);
    expect(ids('e7')).toEqual(['c']);
  });

  it('says where the words stand, as the server does', () => {
    expect(search('滤芯灯')[0]).toMatchObject({
      id: 'a',
      title: '出水变小的处理',
      excerpts: [
        {
          field: 'symptoms',
          pieces: [
            { text: '滤芯灯', hit: true },
            { text: '变红', hit: false },
          ],
        },
      ],
    });
  });

  it('looks inside of texts for what no word leads to', () => {
    expect(ids('AC-20')).toEqual(['c']);
    expect(ids('2000')).toEqual(['c']);
  });

  it('finds nothing by fields that the form is not searched by, nor where nothing fits', () => {
    expect(ids('丁香')).toEqual([]);
    expect(ids('投影仪')).toEqual([]);
    expect(ids('')).toEqual([]);
  });

  it('sees what has changed', () => {
    const [first, ...others] = records as [AtHand, ...AtHand[]];
    const changed = [{ ...first, title: '水压不足' }, ...others];
    expect(searchAtHand(form, new Map(), changed, '水压', 10).map(({ id }) => id)).toEqual(['a']);
    expect(ids('水压')).toEqual([]);
  });
});
