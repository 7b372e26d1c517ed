import { parts } from './catalogue.mjs';
import { at, DAY, ref, user } from './clock.mjs';
import { cities, engineers } from './people.mjs';

const central = 'wh_central';
const regional = (city) => `wh_${city}`;
const van = (engineer) => `van_${engineer}`;
const transit = 'wh_transit';
/** Since when parts are asked for by requests: two quarters, so that one can be compared with the other. */
const askedSinceDays = 190;
/** Since when old parts have papers of their own. */
const papersSinceDays = 75;
/** What becomes of old parts that are not scrapped yet. */
const openStates = ['received', 'due', 'repairing', 'missing', 'received'];
/** A count of the central store that is booked: by part what was found more or fewer. */
const found = { 'PT-1007': -1, 'PT-2002': 2, 'PT-2006': -1 };
/** From about this day on the old parts of orders are still waiting to be looked at. */
const scrappedAfterDays = 45;

/** Every place where parts are. */
export function warehouseRecords() {
  const place = (id, code, name, kind, more = {}) => ({
    id,
    created: -1000,
    values: { code, name, kind, ...more },
  });
  return [
    place(central, 'CK-00', '上海中心仓', 'central', {
      region: 'east',
      city: '上海',
      keeper: user('keeper1'),
    }),
    ...cities.map(({ id, name, region }, index) =>
      place(regional(id), `CK-0${index + 1}`, `${name}区域仓`, 'regional', {
        region,
        city: name,
        keeper: user('keeper1'),
      }),
    ),
    ...engineers.map(({ id, name, region, city }, index) =>
      place(van(id), `CL-${String(index + 1).padStart(2, '0')}`, `${name}的车`, 'van', {
        region,
        city: cities.find((one) => one.id === city).name,
        engineer: ref('engineer', id),
      }),
    ),
    place('wh_site', 'XC-00', '客户现场', 'customer_site'),
    place('wh_transit', 'ZT-00', '在途', 'in_transit', { keeper: user('keeper1') }),
    place('wh_defective', 'JJ-00', '旧件待处理', 'defective', { keeper: user('keeper1') }),
    place('wh_repair', 'WX-00', '维修中', 'repair', { keeper: user('keeper1') }),
    place('wh_scrapped', 'BF-00', '报废', 'scrapped'),
    place('wh_supplier', 'GY-00', '供应商', 'supplier'),
    place('wh_original', 'YJ-00', '整机原装件', 'original'),
    place('wh_difference', 'PD-00', '盘点差异', 'difference'),
  ];
}

/** What the engineers put in, oldest first. */
function usesOf(orders) {
  return orders
    .filter(({ status, engineer }) => status === 'closed' && engineer)
    .flatMap((order) => {
      const written = Object.assign({}, ...order.steps.map(({ values }) => values ?? {}));
      return (written.parts_used ?? []).map(({ part, quantity }) => ({
        part: part.$ref.split('/')[1],
        quantity: Number(quantity),
        minute: order.ended - 120,
        order,
      }));
    })
    .sort((a, b) => a.minute - b.minute);
}

/**
 * A year of one part: bought for the central store, sent to regions and vans when they run out, put in at customers,
 * the old one brought back. Moments only go forward, so that nothing is taken before it is there.
 */
class Course {
  /** Old parts not scrapped yet, of all parts: they take the states in turn. */
  static open = 0;

  constructor(part, random) {
    Object.assign(this, { part, random, minute: -371 * DAY, movements: [], held: new Map(), made: 0 });
    Object.assign(this, { asked: [], old: [], counted: [] });
  }

  count(place) {
    return this.#of(place).reduce((sum, { quantity }) => sum + quantity, 0);
  }

  /** What lies in a place: one heap, or a heap per batch, or one piece per serial number. */
  #of(place) {
    if (!this.held.has(place)) this.held.set(place, []);
    return this.held.get(place);
  }

  buy(quantity, minute) {
    const price = (Number(this.part.cost) * (0.94 + this.random.next() * 0.12)).toFixed(2);
    const lots = { serial: quantity, batch: 1, none: 1 }[this.part.tracking];
    for (let index = 0; index < lots; index++) {
      this.made += 1;
      const mark = `${this.part.code}-${String(this.made).padStart(4, '0')}`;
      const lot = { none: {}, batch: { batch: mark }, serial: { serial: mark } }[this.part.tracking];
      const pieces = this.part.tracking === 'serial' ? 1 : quantity;
      this.write('purchase', 'wh_supplier', central, pieces, minute, { ...lot, unit_cost: price });
      this.#put(central, lot, pieces);
    }
  }

  #put(place, lot, quantity) {
    const heap = this.#of(place);
    const known = heap.find((one) => one.batch === lot.batch && one.serial === lot.serial);
    if (known) known.quantity += quantity;
    else heap.push({ ...lot, quantity });
  }

  /** Moves the oldest first; answers what was moved. */
  move(kind, from, to, quantity, minute, more = {}) {
    const heap = this.#of(from);
    const moved = [];
    let left = quantity;
    while (left > 0) {
      const [first] = heap;
      if (!first) throw new Error(`${this.part.code}: ${from} has too little`);
      const { quantity: there, ...lot } = first;
      const taken = Math.min(there, left);
      first.quantity -= taken;
      if (first.quantity === 0) heap.shift();
      this.write(kind, from, to, taken, minute, { ...lot, ...more });
      this.#put(to, lot, taken);
      moved.push({ ...lot, quantity: taken });
      left -= taken;
    }
    return moved;
  }

  write(kind, from, to, quantity, minute, more = {}) {
    this.minute = Math.max(this.minute + 1, Math.round(minute));
    const { code } = this.part;
    this.movements.push({
      id: `sm_${code.toLowerCase().replace('-', '')}_${this.movements.length + 1}`,
      minute: this.minute,
      values: {
        kind,
        part: ref('part', this.part.id),
        quantity: String(quantity),
        from: ref('warehouse', from),
        to: ref('warehouse', to),
        booked_at: at(this.minute),
        ...more,
      },
    });
  }

  /** So much is on the van, from where there is some. */
  supply(engineer, quantity, minute, order) {
    const [own, region] = [van(engineer.id), regional(engineer.city)];
    const missing = quantity - this.count(own);
    if (missing <= 0) return;
    const isShort = this.part.stock < this.part.reorder;
    const wanted = missing + (isShort ? 0 : Math.min(2, Math.ceil(this.part.reorder / 20)));
    // Now and then somebody asks before the region got its parts.
    const isReady = this.count(region) >= wanted || !this.random.chance(0.12);
    if (this.count(region) < wanted) {
      const sent = wanted - this.count(region) + (isShort ? 0 : Math.ceil(this.part.reorder / 6));
      if (this.count(central) < sent) this.buy(Math.max(sent, this.part.reorder), minute - 600);
      this.move('transfer', central, region, sent, minute - 400);
    }
    if (minute < -askedSinceDays * DAY) return void this.move('transfer', region, own, wanted, minute - 200);
    this.ask({
      engineer,
      order,
      from: region,
      to: own,
      quantity: wanted,
      minute: minute - (isReady ? 390 : 460),
      isReady,
    });
  }

  /** A request that was served: issued into transit, received on the van. */
  ask({ engineer, order, from, to, quantity, minute, isReady }) {
    const request = `pr_${this.part.id}_${this.asked.length + 1}`;
    const about = { request: ref('part_request', request) };
    const issued = this.move('issue', from, transit, quantity, minute + 190, about);
    const issuedAt = this.minute;
    for (const { quantity: pieces, ...lot } of issued) {
      this.#take(transit, lot, pieces);
      this.write('receive', transit, to, pieces, minute + 290, { ...lot, ...about });
      this.#put(to, lot, pieces);
    }
    const moments = { minute: Math.min(minute, issuedAt - 30), issuedAt, receivedAt: this.minute };
    this.asked.push({
      id: request,
      status: 'received',
      engineer,
      order,
      from,
      to,
      lots: issued,
      isReady,
      ...moments,
    });
  }

  #take(place, { batch, serial }, quantity) {
    const heap = this.#of(place);
    const lot = heap.find((one) => one.batch === batch && one.serial === serial);
    lot.quantity -= quantity;
    if (lot.quantity === 0) heap.splice(heap.indexOf(lot), 1);
  }

  /** What was found on a shelf: one piece more or fewer than in the books. */
  found(count, place, difference, minute) {
    const booked = this.count(place);
    const [from, to] = difference < 0 ? [place, 'wh_difference'] : ['wh_difference', place];
    const about = { count: ref('stock_count', count), note: '盘点差异' };
    if (difference < 0) this.move('count', from, to, -difference, minute, about);
    else {
      this.write('count', from, to, difference, minute, about);
      this.#put(place, {}, difference);
    }
    this.counted.push({ count, part: this.part, booked, counted: booked + difference });
  }

  /** A region's request that is still on its way. */
  send(quantity) {
    const request = `pr_${this.part.id}_${this.asked.length + 1}`;
    const about = { request: ref('part_request', request), note: '调往区域仓，运输中' };
    const city = this.random.pick(cities).id;
    const lots = this.move('issue', central, transit, quantity, -1 * DAY, about);
    const moments = { minute: this.minute - 400, issuedAt: this.minute };
    const way = { from: central, to: regional(city), lots, isReady: true };
    this.asked.push({ id: request, status: 'in_transit', ...way, ...moments });
  }

  use({ quantity, minute, order }) {
    this.supply(order.engineer, quantity, minute, order);
    const about = {
      work_order: ref('work_order', order.id),
      device: ref('device', order.request.device?.id),
    };
    if (!order.request.device) delete about.device;
    const moved = this.move('use', van(order.engineer.id), 'wh_site', quantity, minute, about);
    const isKept = this.part.tracking === 'serial' || this.random.chance(0.55);
    if (isKept && quantity <= 4) {
      const old = { ...about, unit_cost: '0.00' };
      if (this.part.tracking === 'serial') old.serial = `YJ-${order.id.toUpperCase()}`;
      if (this.part.tracking === 'batch') old.batch = '旧件';
      const pieces = this.part.tracking === 'serial' ? 1 : quantity;
      const { unit_cost: _, ...thing } = old;
      const isScrapped = minute < -scrappedAfterDays * DAY;
      const status = isScrapped ? 'scrapped' : openStates[Course.open++ % openStates.length];
      if (minute > -papersSinceDays * DAY)
        this.old.push({ status, part: this.part, quantity: pieces, thing, order, minute: minute + 20 });
      if (status === 'due' || status === 'missing') return moved;
      this.write('old_part', 'wh_original', 'wh_defective', pieces, minute + 30, old);
      if (isScrapped) this.write('scrap', 'wh_defective', 'wh_scrapped', pieces, minute + 3 * DAY, thing);
      if (status === 'repairing')
        this.write('repair', 'wh_defective', 'wh_repair', pieces, minute + 60, thing);
    }
    return moved;
  }

  /** What the shelves look like today. */
  stockUp() {
    const { part, random } = this;
    const places = [central, ...cities.map(({ id }) => regional(id)), ...engineers.map(({ id }) => van(id))];
    const there = places.reduce((sum, place) => sum + this.count(place), 0);
    if (part.stock > there) this.buy(part.stock - there, -6 * DAY);
    if (part.stock < part.reorder) return;
    for (const { id } of cities) {
      const share = Math.floor(part.stock / 12);
      if (share > 0 && this.count(central) > share)
        this.move('transfer', central, regional(id), share, -5 * DAY);
    }
    for (const engineer of engineers) {
      const isHis = part.lines.some((line) => engineer.skills.includes(line));
      const region = regional(engineer.city);
      if (isHis && this.count(region) > 1 && random.chance(0.6))
        this.move('transfer', region, van(engineer.id), 1, -4 * DAY);
    }
    if (this.count(central) > part.reorder && random.chance(0.3))
      this.send(Math.min(3, this.count(central) - 1));
  }
}

/** All movements of a year, oldest first; `serials` tells which piece went into which order. */
export function makeStock(orders, random) {
  const uses = usesOf(orders);
  const serials = new Map();
  const papers = { asked: [], old: [], counted: [], shelves: [] };
  const movements = parts.flatMap((part) => {
    const course = new Course(part, random);
    course.buy(Math.max(part.reorder, 4), -370 * DAY);
    for (const use of uses.filter((one) => one.part === part.id)) {
      const [piece] = course.use(use);
      if (piece?.serial) serials.set(`${use.order.id} ${part.id}`, piece.serial);
    }
    course.stockUp();
    if (found[part.code]) course.found('sc_1', central, found[part.code], -0.6 * DAY);
    if (part.tracking === 'none') papers.shelves.push({ part, booked: course.count(regional(cities[0].id)) });
    for (const into of ['asked', 'old', 'counted']) papers[into].push(...course[into]);
    return course.movements;
  });
  return { movements: movements.sort((a, b) => a.minute - b.minute), serials, papers };
}

export function stockMovementRecords(movements) {
  return movements.map(({ id, minute, values }) => ({
    id,
    at: at(minute),
    by: 'keeper1',
    values,
    ...(values.count ? { isAutomatic: true } : {}),
  }));
}
