// The route one writes by hand: Fastify, pg, rows parsed in Node, objects built and serialised. No rights, no history.
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.CONNECTIONS),
});
const app = Fastify();

const columns = `t.id, t.version, t.created_at, t.updated_at, t.created_by, cb.name as created_by_name, t.updated_by,
  ub.name as updated_by_name, t.owner, o.name as owner_name, t.department, dp.name as department_name, t.deleted_at,
  t.subject, t.description, t.status, t.region, t.fault, t.reason, t.reported_at, t.closed_at, t.labour, t.travel,
  t.cost, t.rating`;
const people = `left join platform.user cb on cb.id = t.created_by left join platform.user ub on ub.id = t.updated_by
  left join platform.user o on o.id = t.owner left join platform.department dp on dp.id = t.department`;
const references = `, t.customer, c.name as customer_title, t.device, d.serial as device_title`;
const joins = `left join app_bench.customer c on c.id = t.customer left join app_bench.device d on d.id = t.device`;

const named = (id, title) => (id === null ? null : { id, title });

function record(row) {
  const result = {
    id: row.id,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
    created_by: named(row.created_by, row.created_by_name),
    updated_by: named(row.updated_by, row.updated_by_name),
    owner: named(row.owner, row.owner_name),
    department: named(row.department, row.department_name),
    deleted_at: row.deleted_at,
    subject: row.subject,
    description: row.description,
    status: row.status,
    region: row.region,
    fault: row.fault,
    reason: row.reason,
    reported_at: row.reported_at,
    closed_at: row.closed_at,
    labour: row.labour,
    travel: row.travel,
    cost: row.cost,
    rating: row.rating,
  };
  if (row.customer !== undefined) {
    result.customer = named(row.customer, row.customer_title);
    result.device = named(row.device, row.device_title);
  }
  return result;
}

app.get('/orders/:id', async (request, reply) => {
  const { rows } = await pool.query({
    name: 'get',
    text: `select ${columns}${references} from app_bench.work_order t ${people} ${joins} where t.id = $1`,
    values: [request.params.id],
  });
  if (!rows[0]) return reply.code(404).send({ error: 'not found' });
  return { data: record(rows[0]) };
});

app.get('/orders', async (request) => {
  const { status, region, withReferences } = request.query;
  const isFull = withReferences === '1';
  const { rows } = await pool.query({
    name: `page${isFull}`,
    text: `select ${columns}${isFull ? references : ''} from app_bench.work_order t ${people} ${isFull ? joins : ''}
      where t.deleted_at is null and t.status = $1 and t.region = $2 order by t.created_at desc, t.id desc limit 50`,
    values: [status, region],
  });
  const total = await pool.query({
    name: 'total',
    text: `select count(*)::int as n from app_bench.work_order t where t.deleted_at is null and t.status = $1 and t.region = $2`,
    values: [status, region],
  });
  return { data: rows.map(record), meta: { page: 1, pageSize: 50, total: total.rows[0].n } };
});

const writable = [
  'subject',
  'description',
  'status',
  'region',
  'fault',
  'customer',
  'device',
  'labour',
  'travel',
];

app.post('/orders', async (request, reply) => {
  const { body } = request;
  const cost = Number(body.labour ?? 0) + Number(body.travel ?? 0);
  const { rows } = await pool.query({
    name: 'create',
    text: `insert into app_bench.work_order (${writable.join(', ')}, cost, reported_at, created_by, updated_by, owner)
      values (${[...writable, 'cost'].map((_, i) => `$${i + 1}`).join(', ')}, now(), $11, $11, $11) returning *`,
    values: [...writable.map((name) => body[name] ?? null), cost, process.env.OWNER],
  });
  return reply.code(201).send({ data: rows[0] });
});

app.patch('/orders/:id', async (request, reply) => {
  const { body } = request;
  const { rows } = await pool.query({
    name: 'update',
    text: `update app_bench.work_order set labour = $2, cost = $2::numeric + coalesce(travel, 0), fault = $3,
      version = version + 1, updated_at = now(), updated_by = $4 where id = $1 returning *`,
    values: [request.params.id, body.labour, body.fault, process.env.OWNER],
  });
  if (!rows[0]) return reply.code(404).send({ error: 'not found' });
  return { data: rows[0] };
});

app.get('/by-region', async () => {
  const { rows } = await pool.query({
    name: 'aggregate',
    text: `select region, count(*)::int as count, round(avg(cost), 2) as cost from app_bench.work_order
      where deleted_at is null and reported_at >= '2026-07-01T00:00:00Z' group by region order by 2 desc`,
  });
  return { data: rows };
});

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
