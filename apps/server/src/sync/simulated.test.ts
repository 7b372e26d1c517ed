import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLanes } from '../../../../scripts/sync-simulator/lanes.mjs';
import { simulate } from '../../../../scripts/sync-simulator/simulate.mjs';
import { createTestApp, type TestApp, testPassword } from '../testing/app.js';

const seed = process.env.FIELDWORK_SEED ?? String(Math.floor(Math.random() * 2 ** 31));

describe('a phone and an office on lines that break', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it(`lose nothing, double nothing and agree in the end (seed ${seed})`, async () => {
    const { app, lanes, close } = await openLanes(test.url, testPassword, 3);
    const { broken, histories } = await simulate({ app, lanes, runs: 60, seed });
    close();
    expect(broken).toEqual([]);
    expect(histories).toBe(60);
  });
});
