import { expect, it } from '@jest/globals';
import { doneBefore, type Entry, isCutOff, needsOf, settled } from './entry.js';

const entry = (seq: number, wish: Entry['wish'], state: Entry['state'] = 'waiting'): Entry => ({
  seq,
  id: `${seq}`,
  at: '2026-11-30T01:00:00.000Z',
  elapsedMs: seq,
  wish,
  state,
  title: '',
  label: '',
  files: [],
});
const change = (id: string): Entry['wish'] => ({
  name: 'record.change',
  form: 'order',
  id,
  values: {},
  before: {},
  version: 1,
});
const act = (record: string): Entry['wish'] => ({
  name: 'task.act',
  form: 'order',
  record,
  task: 't',
  action: 'accept',
});
const create = (id: string): Entry['wish'] => ({ name: 'record.create', form: 'order', id, values: {} });

it('makes a wish need the creation of its record and the last step of its flow, as long as these wait', () => {
  const queue = [entry(1, create('a')), entry(2, act('a')), entry(3, act('a')), entry(4, change('b'))];
  expect(needsOf(queue, 'order', 'a')).toEqual([1, 3]);
  expect(needsOf(queue, 'order', 'b')).toEqual([]);
  expect(needsOf([entry(1, create('a'), 'sent'), entry(2, act('a'), 'refused')], 'order', 'a')).toEqual([]);
});

it('takes a second tap on the same task for the first, and not work that comes to the same place again', () => {
  const first = { ...entry(3, act('a')), task: 't' };
  expect(doneBefore([first], act('a'), 't')).toBe(first);
  expect(doneBefore([{ ...first, state: 'sent' }], act('a'), 't')?.seq).toBe(3);
  expect(doneBefore([first], act('a'), '3.1')).toBeUndefined();
  expect(doneBefore([first], { ...act('a'), action: 'decline' } as Entry['wish'], 't')).toBeUndefined();
  expect(doneBefore([{ ...first, state: 'refused' }], act('a'), 't')).toBeUndefined();
  expect(doneBefore([entry(1, create('b'))], create('b'), undefined)?.seq).toBe(1);
  expect(doneBefore([entry(1, change('b'))], change('b'), undefined)).toBeUndefined();
});

it('notices that the server was set back behind what this phone has settled, and not that it is busy', () => {
  const answer = (settledSeq: number, results: never[] = []) =>
    ({ results, settledSeq, serverTime: '', clockOffMs: 0 }) as const;
  const waiting = [entry(8, change('a'))];
  expect(isCutOff(waiting, answer(5))).toBe(true);
  expect(isCutOff(waiting, answer(7))).toBe(false);
  expect(isCutOff([], answer(0))).toBe(false);
});

it('keeps what was refused with its reason, and what the server offers instead', () => {
  const message = { 'zh-CN': '已改派', en: 'Reassigned' };
  const refused = settled(entry(1, act('a')), { seq: 1, state: 'refused', message, offer: change('a') });
  expect(refused).toMatchObject({ state: 'refused', message, offer: { name: 'record.change' } });
  expect(settled(entry(2, change('a')), { seq: 2, state: 'applied' }).state).toBe('sent');
});
