import { join } from 'node:path';
import { type AppDocuments, collectDocuments } from '@fieldwork/metadata';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readTemplate, templatesFolder } from './read-template.js';
import { SeedClock } from './seed-clock.js';
import { readSeeds, type Seeds } from './seed-files.js';
import type { PreparedRecord } from './seed-record.js';
import { SeedWorld } from './seed-world.js';
import { prepareSeeds } from './seeds.js';

const folder = join(templatesFolder() as string, 'after-sales');
const now = Date.parse('2026-11-21T03:00:00Z');

describe('the demo data of the after-sales template', () => {
  let documents: AppDocuments;
  let seeds: Seeds;
  const records = new Map<string, PreparedRecord[]>();

  beforeAll(async () => {
    documents = collectDocuments(await readTemplate(folder)) as AppDocuments;
    seeds = await readSeeds(folder);
    const users = new Map(
      seeds.people.users.map(({ login }, index) => [
        login,
        `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
      ]),
    );
    const world = new SeedWorld(new SeedClock(now, 'Asia/Shanghai'), users);
    for (const { form, records: made } of prepareSeeds(documents, seeds, world)) records.set(form.id, made);
  });

  it('is accepted by the forms and the flow, and has the size that was promised', () => {
    const counts = Object.fromEntries([...records].map(([form, made]) => [form, made.length]));
    expect(counts).toMatchObject({ customer: 60, device: 200, engineer: 12, work_order: 400 });
    const open = (records.get('work_order') ?? []).filter(({ story }) => story?.state.status === 'running');
    expect(open).toHaveLength(51);
  });

  it('happened in the past, step after step', () => {
    for (const { madeAt, changedAt, story } of records.get('work_order') ?? []) {
      const moments = [madeAt, ...(story?.moves ?? []).map(({ at }) => at)];
      expect(moments).toEqual([...moments].sort((a, b) => a - b));
      expect(changedAt).toBeLessThan(now);
    }
  });

  it('gives each order a number of its own, with the day it was reported', () => {
    const orders = records.get('work_order') ?? [];
    expect(new Set(orders.map(({ values }) => values['number'])).size).toBe(orders.length);
    for (const { values, madeAt } of orders) {
      const day = new Date(madeAt + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
      expect(String(values['number'])).toMatch(new RegExp(`^WO-${day}-\\d{4}$`));
    }
  });

  it('comes to figures that a service company would believe', () => {
    const closed = (records.get('work_order') ?? []).filter(({ values }) => values['status'] === 'closed');
    const response = closed.flatMap(({ values }) => Number(values['response_minutes'] ?? Number.NaN) || []);
    const mean = response.reduce((sum, minutes) => sum + minutes, 0) / response.length;
    const fixed = closed.filter(({ values }) => values['first_time_fix'] === true).length / closed.length;
    const answers = (records.get('survey') ?? []).flatMap(({ values }) => Number(values['csat']) || []);
    const csat = answers.filter((score) => score >= 4).length / answers.length;
    expect(mean).toBeGreaterThan(10);
    expect(mean).toBeLessThan(60);
    expect(fixed).toBeGreaterThan(0.8);
    expect(fixed).toBeLessThan(0.97);
    expect(csat).toBeGreaterThan(0.78);
    expect(csat).toBeLessThan(0.96);
  });
});
