import { at, DAY, day, ref, user } from './clock.mjs';

const terms = {
  vip: { tier: 'gold', fee: 96000, spare: 4 },
  a: { tier: 'silver', fee: 42000, spare: 2 },
  b: { tier: 'bronze', fee: 16800, spare: 1 },
};
const tierNames = { gold: '全保', silver: '标准保', bronze: '基础保' };

/** The days around the day of installation on which a device's warranty ends; months are a little over thirty days. */
export function warrantyEnds({ installed, model, extended }) {
  return installed + Math.floor((model.months + extended) * 30.44);
}

/** Yearly contracts of the better customers; some end within the month. */
export function makeContracts(customers, random) {
  const covered = customers.filter(
    ({ tier, isPerson }) =>
      !isPerson && (tier === 'vip' || tier === 'a' || (tier === 'b' && random.chance(0.4))),
  );
  return covered.map((customer, index) => {
    const starts = index % 6 === 0 ? -random.between(338, 358) : -random.between(20, 320);
    return {
      id: `ht${String(index + 1).padStart(3, '0')}`,
      customer,
      starts,
      ends: starts + 364,
      ...terms[customer.tier],
    };
  });
}

/** Visits, hours and parts that past orders took from the contracts: in the contract, out of warranty, on site. */
export function makeUses(contracts, orders) {
  const byCustomer = new Map(contracts.map((contract) => [contract.customer.id, contract]));
  return orders.flatMap((order) => {
    const { request, reported, ended, status, steps } = order;
    const contract = byCustomer.get(request.customer.id);
    const reportedOn = Math.floor(reported / DAY);
    if (!contract || status !== 'closed' || !request.device || request.isRemote) return [];
    if (reportedOn < contract.starts || warrantyEnds(request.device) >= reportedOn) return [];
    const written = Object.assign({}, ...steps.map(({ values }) => values ?? {}));
    const parts = (written.parts_used ?? []).reduce((sum, row) => sum + row.quantity * Number(row.price), 0);
    return [{ contract, order, reported, ended, hours: Number(written.labour_hours ?? 0), parts }];
  });
}

/** Quotas a little above what was used: some are nearly used up, some hardly touched. */
export function withQuotas(contracts, uses) {
  return contracts.map((contract) => {
    const own = uses.filter((use) => use.contract.id === contract.id);
    const sum = (key) => own.reduce((total, use) => total + use[key], 0);
    return {
      ...contract,
      visits: own.length + contract.spare,
      hours: Math.ceil((sum('hours') * 1.3 + 4 * contract.spare) / 4) * 4,
      parts: Math.ceil((sum('parts') * 1.2 + 800 * contract.spare) / 500) * 500,
    };
  });
}

export function contractRecords(contracts) {
  return contracts.map(({ id, customer, tier, starts, ends, visits, hours, parts, fee, spare }) => {
    const name = `${customer.name}${tierNames[tier]}合同`;
    return {
      id,
      at: at(starts * DAY + 600),
      by: 'manager1',
      values: {
        name,
        customer: ref('customer', customer.id),
        tier,
        status: 'active',
        starts_on: day(starts),
        ends_on: day(ends),
        fee: `${fee}.00`,
        visits_quota: visits,
        hours_quota: hours,
        parts_quota: parts,
        visits_left: spare,
        sales: user(customer.owner),
      },
    };
  });
}

/** Openings and uses; never more than there was. */
export function movementRecords(contracts, uses) {
  const rows = [];
  const add = (moment, contract, quota, kind, quantity, order) => {
    if (Number(quantity) === 0) return;
    rows.push({
      moment,
      by: kind === 'opening' ? 'manager1' : undefined,
      values: {
        contract: ref('service_contract', contract.id),
        quota,
        kind,
        quantity: String(quantity),
        booked_at: at(moment),
        ...(order ? { work_order: ref('work_order', order.id) } : {}),
      },
    });
  };
  for (const contract of contracts) {
    const opened = contract.starts * DAY + 605;
    const left = { hours: contract.hours, parts: contract.parts };
    add(opened, contract, 'visits', 'opening', contract.visits);
    add(opened, contract, 'hours', 'opening', contract.hours);
    add(opened, contract, 'parts', 'opening', contract.parts);
    for (const { order, reported, ended, ...used } of uses.filter((use) => use.contract.id === contract.id)) {
      add(reported + 1, contract, 'visits', 'use', -1, order);
      for (const quota of ['hours', 'parts']) {
        if (used[quota] > left[quota]) continue;
        left[quota] -= used[quota];
        add(ended, contract, quota, 'use', -used[quota], order);
      }
    }
  }
  return rows
    .sort((a, b) => a.moment - b.moment)
    .map(({ moment, by, values }, index) => ({
      id: `ed${String(index + 1).padStart(4, '0')}`,
      at: at(moment),
      ...(by ? { by } : {}),
      values,
    }));
}

/** What an hour costs, as the order says. */
const rate = 120;

/** Settlements of the orders that were closed in the last three months; the newest still wait to be checked. */
export function settlementRecords(orders, uses, random) {
  const inContract = new Set(uses.map(({ order }) => order.id));
  const recent = orders.filter(
    ({ status, ended, request }) =>
      status === 'closed' && ended > -90 * DAY && !request.isRemote && request.device,
  );
  return recent
    .sort((a, b) => a.ended - b.ended)
    .map((order, index) => {
      const written = Object.assign({}, ...order.steps.map(({ values }) => values ?? {}));
      const inWarranty = warrantyEnds(order.request.device) >= Math.floor(order.reported / DAY);
      const cover = inWarranty ? 'warranty' : inContract.has(order.id) ? 'contract' : 'charge';
      const lines = (written.parts_used ?? []).map(({ part, quantity, price }) => ({
        part,
        quantity,
        price,
      }));
      const sum = lines.reduce((total, line) => total + line.quantity * Number(line.price), 0);
      const labour = Number(written.labour_hours ?? 0) * rate;
      const cost = sum + labour + Number(written.travel_km ?? 0) * 1.5;
      const isOpen = order.ended > -15 * DAY || random.chance(0.25);
      const checked = order.ended + random.between(60, 1200);
      const steps = [];
      if (cover === 'charge' && cost > 0 && !isOpen && checked < -120) {
        steps.push({ node: 'check', action: 'submit', by: 'dispatcher1', at: at(checked) });
        if (cost > 2000)
          steps.push({
            node: 'approve',
            action: 'approve',
            by: 'manager1',
            at: at(Math.min(-90, checked + 180)),
          });
      }
      return {
        id: `js${String(index + 1).padStart(3, '0')}`,
        at: at(order.ended),
        values: {
          work_order: ref('work_order', order.id),
          customer: ref('customer', order.request.customer.id),
          cover,
          lines,
          labour_hours: written.labour_hours ?? '0',
          labour_rate: `${rate}.00`,
          travel_km: written.travel_km ?? '0',
          travel_rate: '1.50',
          settled_on: day(Math.floor(order.ended / DAY)),
        },
        steps,
      };
    });
}

/** Parts that were put in within the last two hundred days. */
export function installedRecords(orders, serials) {
  const rows = orders
    .filter(({ status, ended, request }) => status === 'closed' && ended > -200 * DAY && request.device)
    .flatMap(
      (order) =>
        Object.assign({}, ...order.steps.map(({ values }) => values ?? {})).parts_used?.map((row) => ({
          order,
          row,
        })) ?? [],
    );
  return rows.map(({ order, row }, index) => ({
    id: `ip${String(index + 1).padStart(3, '0')}`,
    at: at(order.ended),
    values: {
      device: ref('device', order.request.device.id),
      part: row.part,
      serial:
        serials.get(`${order.id} ${row.part.$ref.split('/')[1]}`) ?? `${order.id.toUpperCase()}-${index + 1}`,
      quantity: row.quantity,
      installed_on: day(Math.floor(order.ended / DAY)),
      work_order: ref('work_order', order.id),
    },
  }));
}
