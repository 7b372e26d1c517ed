import { at, DAY, day, ref } from './clock.mjs';

const tasks = {
  hvac: '清洗滤网与换热器',
  water: '更换滤芯并检测水质',
  printer: '清洁光路与定影组件',
  panel: '校准触控与清洁散热',
};

/** Plans by time, by counted pages and by temperature; due from today to a year ahead. */
export function makePlans(devices, random) {
  const chosen = devices.filter(({ line }) => line !== 'panel' || random.chance(0.3)).slice(0, 90);
  return chosen.map((device, index) => {
    const id = `mp${String(index + 1).padStart(3, '0')}`;
    if (device.line === 'printer') {
      const perDay = random.between(40, 260);
      return { id, device, by: 'meter', perDay, now: random.between(2000, 19500), every: 20000 };
    }
    if (device.line === 'hvac' && index % 9 === 0)
      return { id, device, by: 'condition', now: random.between(38, 61), limit: 60 };
    const months = device.line === 'hvac' ? 6 : 3;
    return { id, device, by: 'time', months, done: -random.between(5, months * 30 - 4) };
  });
}

export function planRecords(plans) {
  return plans.map(({ id, device, by, months, done, perDay, now, every, limit }) => {
    const begun = Math.max(device.installed, -360);
    const own = {
      time: { every: months, unit: 'month', last_done_on: day(Math.max(done ?? 0, begun)) },
      meter: {
        meter_every: every,
        meter_served: 0,
        meter_now: now,
        meter_on: day(-3),
        meter_per_day: perDay,
      },
      condition: { limit, meter_now: now, meter_on: day(-2) },
    }[by];
    return {
      id,
      at: at(begun * DAY + 600),
      by: 'dispatcher1',
      values: {
        device: ref('device', device.id),
        task: tasks[device.line],
        by,
        active: true,
        starts_on: day(begun),
        ...own,
      },
    };
  });
}

/** Two readings for each plan that counts. */
export function readingRecords(plans) {
  const rows = plans
    .filter(({ by }) => by === 'meter')
    .flatMap(({ device, perDay, now }) => [
      { device, value: Math.max(0, now - 30 * perDay), on: -33 },
      { device, value: now, on: -3 },
    ]);
  return rows.map(({ device, value, on }, index) => ({
    id: `mr${String(index + 1).padStart(3, '0')}`,
    at: at(on * DAY + 640),
    by: 'agent1',
    values: { device: ref('device', device.id), value, read_on: day(on) },
  }));
}
