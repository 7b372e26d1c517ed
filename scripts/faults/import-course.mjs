import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sleep } from './world.mjs';

const rows = 10_000;
const resumeMs = 120_000;

/**
 * A file is imported while the server is killed again and again, each time a little after the import moved on.
 * When it is done before the last kill, the next import begins. In the end each row is there once.
 */
export async function importCourse(world, { kills, file, random }) {
  const sheet = file ? { name: path.basename(file), bytes: readFileSync(file) } : generated();
  const outages = [];
  const imports = [];
  while (outages.length < kills) {
    const started = await start(world, sheet, `faults_${imports.length + 1}`);
    imports.push(started);
    await killOnTheWay(world, started, { kills, random, outages });
    const job = await ended(world, started.job);
    Object.assign(started, { state: job.state, error: job.error, result: job.result });
  }
  let [acked, lost, doubled] = [0, 0, 0];
  for (const { form, key, rowCount } of imports) {
    const [there] = await world.ask(
      `select count(*)::int as rows, count(distinct "${key}")::int as distinct_rows from app_after_sales."${form}"`,
    );
    acked += rowCount;
    lost += rowCount - there.distinct_rows;
    doubled += there.rows - there.distinct_rows;
  }
  return {
    kills: outages.length,
    acked,
    lost,
    doubled,
    imports: imports.length,
    notDone: imports.filter(({ state }) => state !== 'done').length,
    recoveryMs: outages.map(({ at, resumedAt }) => resumedAt - at),
  };
}

async function start(world, { name, bytes }, form) {
  const upload = new FormData();
  upload.append('file', new Blob([bytes]), name);
  const { data: stored } = await world.admin.send('POST', '/files', upload);
  const file = stored.id;
  const { data: preview } = await world.admin.send('POST', '/apps/after_sales/imports/preview', { file });
  const columns = preview.columns.map((one) => ({
    column: one.column,
    field: one.suggestedField,
    type: one.suggestedType,
    label: one.header,
    ...(one.dateOrder ? { dateOrder: one.dateOrder } : {}),
    emptyWords: one.emptyWords,
  }));
  const body = { file, form: { id: form, label: form }, columns };
  const { data } = await world.admin.send('POST', '/apps/after_sales/imports', body);
  return { ...data, key: columns[0].field, rowCount: preview.rowCount };
}

/** Kills soon after each sign that the import moved on; the first time before its first row may be written. */
async function killOnTheWay(world, { job }, { kills, random, outages }) {
  let last = outages.length === 0 ? -1 : 0;
  while (outages.length < kills) {
    const next = await movedOn(world, job, last);
    if (next === null) return;
    const outage = outages.at(-1);
    if (outage && outage.job === job) outage.resumedAt ??= Date.now();
    await sleep(random() * 250);
    last = await position(world, job);
    const kill = { at: await world.killServer(), job };
    outages.push(kill);
    console.log(`import: kill ${outages.length} after row ${last}`);
    last = await position(world, job);
    await world.server.restart();
  }
  const outage = outages.at(-1);
  if ((await movedOn(world, job, last)) !== null || outage) outage.resumedAt ??= Date.now();
}

/** The row the import has come to, once it is beyond `last`; null when the import is over. */
async function movedOn(world, job, last) {
  const end = Date.now() + resumeMs;
  while (Date.now() < end) {
    const [{ state }] = await world.ask('select state from platform.job where id = $1', [job]);
    if (!['queued', 'running'].includes(state)) return null;
    const row = await position(world, job);
    if (row > last) return row;
    await sleep(20);
  }
  throw new Error(`The import did not go on after row ${last}`);
}

async function position(world, job) {
  const [row] = await world.ask('select next_row from platform.import_progress where job_id = $1', [job]);
  return row?.next_row ?? 0;
}

async function ended(world, job) {
  for (;;) {
    const { data } = await world.admin.read(`/jobs/${job}`);
    if (!['queued', 'running'].includes(data.state)) return data;
    await sleep(200);
  }
}

/** Tickets with what makes CSV hard: quotes, commas and line breaks in the cells, Chinese, empty cells. */
function generated() {
  const lines = ['编号,标题,报修时间,费用,描述'];
  for (let n = 1; n <= rows; n++) {
    const day = new Date(Date.UTC(2025, 0, 1) + n * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    const text = n % 7 === 0 ? '"第一行，含 ""引号""\n第二行"' : n % 5 === 0 ? '' : `"设备异响, 编号 ${n}"`;
    lines.push(`T${String(n).padStart(6, '0')},报修 ${n},${day},${(n % 900) + 0.5},${text}`);
  }
  return { name: 'tickets.csv', bytes: Buffer.from(`${lines.join('\n')}\n`) };
}
