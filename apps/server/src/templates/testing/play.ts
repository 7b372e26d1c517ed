import { expect } from '@jest/globals';
import type { Scenario, Stage, Step, Values } from './scenario.js';

/** Plays a scenario and holds each expectation; what comes about by itself is waited for. */
export async function play(scenario: Scenario, stage: Stage): Promise<void> {
  for (const [named, { form, values }] of Object.entries(scenario.given))
    await stage.give(named, form, stage.resolve(values) as Values);
  for (const [index, step] of scenario.steps.entries()) {
    try {
      await playStep(step, stage);
    } catch (error) {
      (error as Error).message =
        `step ${index + 1} ${JSON.stringify(step).slice(0, 160)}\n${(error as Error).message}`;
      throw error;
    }
  }
}

async function playStep(step: Step, stage: Stage): Promise<void> {
  const { as = '', create, change, act, claim, advance, expect: expected, expectFound, expectNotice } = step;
  const values = (given: Values | undefined) => stage.resolve(given ?? {}) as Values;
  if (create) judge(step, await stage.create(as, create.form, create.named, values(create.values)));
  if (change) judge(step, await stage.change(as, change.record, values(change.values)));
  if (act) judge(step, await stage.act(as, { ...act, values: values(act.values) }));
  if (claim) judge(step, await stage.claim(as, claim));
  if (advance) await stage.advance(advance.hours);
  if (expected)
    await eventually(async () => {
      expect(await stage.values(expected.record)).toMatchObject(values(expected.values));
      if (expected.task) expect(await stage.openTask(expected.record)).toEqual(expected.task);
    });
  if (expectFound)
    await eventually(async () => {
      const found = await stage.find(expectFound.form, values(expectFound.where), expectFound.named);
      expect(found).toHaveLength(expectFound.count);
      if (expectFound.values) expect(found[0]).toMatchObject(values(expectFound.values));
    });
  if (expectNotice)
    await eventually(async () => {
      const notices = (await stage.notices(expectNotice.to)).join('\n');
      expect(notices).toContain(expectNotice.contains);
    });
}

function judge(step: Step, refusals: readonly string[] | null): void {
  if (step.refused === undefined) expect(refusals).toBeNull();
  else expect(refusals).toContain(step.refused);
}

async function eventually(holds: () => Promise<void>): Promise<void> {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      return await holds();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }
}
