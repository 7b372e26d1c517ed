import { join } from 'node:path';
import { type AppDocuments, collectDocuments } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { readTemplate, templatesFolder } from './read-template.js';
import { MemoryStage } from './testing/memory-stage.js';
import { play } from './testing/play.js';
import { readScenarios } from './testing/scenario.js';
import { ServerStage } from './testing/server-stage.js';

const folder = join(templatesFolder() as string, 'after-sales');
const scenarios = await readScenarios(folder);
const named = scenarios.map((scenario) => [scenario.id, scenario] as const);

describe('the scenarios of the after-sales template, through the engines', () => {
  it.each(named)('%s', async (_id, scenario) => {
    const documents = collectDocuments(await readTemplate(folder)) as AppDocuments;
    await play(scenario, new MemoryStage(documents, scenario));
  });
});

describe('the scenarios of the after-sales template, through the API', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp();
    const admin = await test.as('admin');
    await admin.post('/api/v1/templates/after-sales/install').send({}).expect(201);
  });
  afterAll(() => test.close());

  it.each(named)('%s', async (_id, scenario) => {
    const stage = await ServerStage.open(test, 'after_sales', scenario);
    await play(scenario, stage);
    await stage.close();
  });
});
