import { parts } from './catalogue.mjs';
import { at, DAY, ref, user } from './clock.mjs';
import { cities, engineers } from './people.mjs';

const central = 'wh_central';
const regional = (city) => `wh_${city}`;
const van = (engineer) => `van_${engineer}`;
/** From about this day on the old parts of orders are still waiting to be looked at. */
const scrappedAfterDays = 30;

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
  constructor(part, random) {
    Object.assign(this, { part, random, minute: -371 * DAY, movements: [], held: new Map(), made: 0 });
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
  supply(engineer, quantity, minute) {
    const [own, region] = [van(engineer.id), regional(engineer.city)];
    const missing = quantity - this.count(own);
    if (missing <= 0) return;
    const isShort = this.part.stock < this.part.reorder;
    const wanted = missing + (isShort ? 0 : Math.min(2, Math.ceil(this.part.reorder / 20)));
    if (this.count(region) < wanted) {
      const sent = wanted - this.count(region) + (isShort ? 0 : Math.ceil(this.part.reorder / 6));
      if (this.count(central) < sent) this.buy(Math.max(sent, this.part.reorder), minute - 600);
      this.move('transfer', central, region, sent, minute - 400);
    }
    this.move('transfer', region, own, wanted, minute - 200);
  }

  use({ quantity, minute, order }) {
    this.supply(order.engineer, quantity, minute);
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
      this.write('old_part', 'wh_original', 'wh_defective', pieces, minute + 30, old);
      const { unit_cost: _, ...thing } = old;
      if (minute < -scrappedAfterDays * DAY)
        this.write('scrap', 'wh_defective', 'wh_scrapped', pieces, minute + 3 * DAY, thing);
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
      this.move('issue', central, 'wh_transit', Math.min(3, this.count(central) - 1), -1 * DAY, {
        note: '调往区域仓，运输中',
      });
  }
}

/** All movements of a year, oldest first; `serials` tells which piece went into which order. */
export function makeStock(orders, random) {
  const uses = usesOf(orders);
  const serials = new Map();
  const movements = parts.flatMap((part) => {
    const course = new Course(part, random);
    course.buy(Math.max(part.reorder, 4), -370 * DAY);
    for (const use of uses.filter((one) => one.part === part.id)) {
      const [piece] = course.use(use);
      if (piece?.serial) serials.set(`${use.order.id} ${part.id}`, piece.serial);
    }
    course.stockUp();
    return course.movements;
  });
  return { movements: movements.sort((a, b) => a.minute - b.minute), serials };
}

export function stockMovementRecords(movements) {
  return movements.map(({ id, minute, values }) => ({ id, at: at(minute), by: 'keeper1', values }));
}
