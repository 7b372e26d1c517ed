import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SearchHit } from '@fieldwork/api-contract';
import type { Document } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordBatch } from '../records/record-batch.js';
import { RecordGate } from '../records/record-gate.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, until } from '../testing/service-desk.js';
import { SearchStatistics } from './search-statistics.js';

/**
 * Sets of questions with known answers (BEIR layout), measured through the API over PostgreSQL. They lie beside the
 * checkout, or where FIELDWORK_SEARCH_SETS says; FIELDWORK_SEARCH_ALL=1 takes all of them, which takes a minute.
 */
const folder =
  process.env.FIELDWORK_SEARCH_SETS ?? join(import.meta.dirname, '../../../../../shared/data/zh-kb');
const sets = [
  ['A_d365_maintenance_docs_zh', 0.921, 0.991],
  ['A_cmrc2018_trial', 0.985, 0.994],
  ['A_csl_dev', 0.982, 0.996],
  ['A_dureader_demo_train', 0.695, 1],
] as const;
const wanted = sets.slice(0, process.env.FIELDWORK_SEARCH_ALL === '1' ? undefined : 1);
const isThere = existsSync(folder);
if (!isThere)
  console.log(`The sets of questions are not at ${folder}: the quality of the search is not measured`);

const documents: Document[] = [
  { kind: 'app', schema: 1, id: 'desk', label: '知识', menu: [] },
  {
    kind: 'form',
    schema: 1,
    id: 'article',
    label: '文章',
    title: 'name',
    fields: [
      { id: 'name', type: 'text', label: '标识' },
      { id: 'title', type: 'long_text', label: '标题' },
      { id: 'body', type: 'long_text', label: '正文' },
    ],
    layout: [],
    search: { fields: [{ field: 'title' }, { field: 'body' }] },
  },
];

const lines = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

function answersOf(file: string): Map<string, Set<string>> {
  const answers = new Map<string, Set<string>>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n').slice(1)) {
    const [question = '', document = '', score] = line.split('\t');
    if (Number(score) > 0) answers.set(question, (answers.get(question) ?? new Set()).add(document));
  }
  return answers;
}

(isThere ? describe : describe.skip)('the quality of the search', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;

  beforeAll(async () => {
    test = await createTestApp();
    await installServiceDesk(test, {}, documents);
    admin = await test.as('admin');
  });
  afterAll(() => test.close());

  it.each(wanted)(
    '%s reaches the figures of BM25 over pairs of characters',
    async (set, leastMrr, leastRecall) => {
      const corpus = lines<{ id: string; title?: string; text: string }>(join(folder, set, 'corpus.jsonl'));
      const questions = lines<{ id: string; text: string }>(join(folder, set, 'queries.jsonl'));
      const answers = answersOf(join(folder, set, 'qrels.tsv'));
      const names = await fill(corpus);
      let mrr = 0;
      let recall = 0;
      let asked = 0;
      const ask = async ({ id, text }: { id: string; text: string }) => {
        const right = answers.get(id);
        if (!right) return;
        asked++;
        const { body } = await admin
          .get('/api/v1/apps/desk/search')
          .query({ q: text.slice(0, 400), form: 'article', limit: 10 });
        const found = (body.data as SearchHit[]).map((hit) => names.get(hit.id) ?? '');
        const first = found.findIndex((name) => right.has(name));
        if (first >= 0) mrr += 1 / (first + 1);
        recall += found.filter((name) => right.has(name)).length / right.size;
      };
      const waiting = [...questions];
      const work = async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) await ask(next);
      };
      await Promise.all([work(), work(), work()]);
      console.log(
        `${set}: MRR@10 ${(mrr / asked).toFixed(4)}, Recall@10 ${(recall / asked).toFixed(4)}, ${asked} questions`,
      );
      expect(mrr / asked).toBeGreaterThanOrEqual(leastMrr);
      expect(recall / asked).toBeGreaterThanOrEqual(leastRecall);
    },
    240_000,
  );

  /** Replaces the articles; answers the names by id. */
  async function fill(corpus: { id: string; title?: string; text: string }[]): Promise<Map<string, string>> {
    await test.database.query('delete from app_desk.article');
    const { write } = await test.app
      .get(RecordGate)
      .openAsPlatform('desk', 'article', null, { kind: 'import' });
    const names = new Map<string, string>();
    await test.database.transaction(async (tx) => {
      const records = corpus.map(({ id, title, text }) => ({
        name: id,
        title: title ?? null,
        body: text.slice(0, 20_000),
      }));
      const outcomes = await test.app.get(RecordBatch).create(tx, write, records);
      for (const [index, outcome] of outcomes.entries()) {
        if (!('id' in outcome)) throw new Error(JSON.stringify(outcome));
        names.set(outcome.id, corpus[index]?.id ?? '');
      }
    });
    await until(async () => {
      const { body } = await admin.get('/api/v1/apps/desk/search/progress');
      return body.data[0].indexed === corpus.length && body.data[0].records === corpus.length;
    }, 120_000);
    test.app.get(SearchStatistics).forget();
    return names;
  }
});
