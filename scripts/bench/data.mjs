import { faults, regions, statuses } from './documents.mjs';

const list = (items) => `(array['${items.join("','")}'])`;

/** Fills the tables of the bench app: customers, devices and `count` work orders spread over the year before 2026-11. */
export async function generate(client, count, owner) {
  await client.query(`select setseed(0.42)`);
  await client.query(
    `insert into app_bench.customer (name, tier, created_by)
     select '客户 ' || n, ${list(['vip', 'a', 'b', 'c'])}[1 + n % 4], $1::uuid from generate_series(1, 5000) n`,
    [owner],
  );
  await client.query(
    `insert into app_bench.device (serial, model, created_by)
     select 'SN' || lpad(n::text, 8, '0'), 'M-' || n % 40, $1::uuid from generate_series(1, 20000) n`,
    [owner],
  );
  await client.query('create temp table c as select id, row_number() over () as n from app_bench.customer');
  await client.query('create temp table d as select id, row_number() over () as n from app_bench.device');
  await client.query('create index on c (n)');
  await client.query('create index on d (n)');
  await client.query('analyze c');
  await client.query('analyze d');
  const step = 100_000;
  for (let from = 1; from <= count; from += step) {
    await client.query(
      `insert into app_bench.work_order
         (created_at, updated_at, created_by, updated_by, owner, subject, description, status, region, fault,
          customer, device, reported_at, closed_at, labour, travel, cost, rating)
       select at, at, $1::uuid, $1::uuid, $1::uuid, '设备报修 ' || s.n, '现场描述：运行中停机，面板显示 E' || s.n % 90,
              ${list(statuses)}[1 + floor(5.999 * r ^ 0.3)::int], ${list(regions)}[1 + floor(random() * 6)::int],
              ${list(faults)}[1 + floor(6 * random())::int], c.id, d.id, at,
              case when r > 0.3 then at + random() * interval '6 days' end,
              (s.n % 500)::numeric, (s.n % 90)::numeric, (s.n % 500 + s.n % 90)::numeric, 1 + s.n % 5
       from (select g.n, random() as r, '2026-11-20'::timestamptz - random() * interval '365 days' as at,
                    1 + n % 5000 as cn, 1 + n % 20000 as dn
             from generate_series($2::int, $3::int) as g(n)) s
       join c on c.n = s.cn join d on d.n = s.dn`,
      [owner, from, Math.min(count, from + step - 1)],
    );
  }
  await client.query('analyze app_bench.customer');
  await client.query('analyze app_bench.device');
  await client.query('vacuum analyze app_bench.work_order');
}
