import pg from 'pg';

const name = pg.escapeIdentifier;

/** Ledgers that have their balances, as they are published. */
async function ledgers(client) {
  const { rows } = await client.query(
    `select l.app, l.ledger, v.document from platform.ledger l
     join platform.document d on d.app = l.app and d.id = l.ledger and d.kind = 'ledger'
     join platform.document_version v on v.app = d.app and v.kind = d.kind and v.id = d.id
       and v.version = d.published_version
     order by 1, 2`,
  );
  return rows;
}

/** Which keys of an account make a record of a form of accounts; the place of double entry stands last. */
function placesOf({ keys, between }, accounts) {
  const own = accounts.keys.map((key) => ({ at: keys.indexOf(key) + 1, field: key }));
  if (accounts.place === undefined || !between) return own;
  return [...own, { at: keys.length + 1, field: accounts.place }];
}

/** The records of a form of accounts that say something else than the accounts, and those that stand for none. */
function strayRecords({ app, ledger, document }, accounts) {
  const places = placesOf(document, accounts);
  const table = `${name(`app_${app}`)}.${name(accounts.form)}`;
  const mine = `app = ${pg.escapeLiteral(app)} and ledger = ${pg.escapeLiteral(ledger)}`;
  const keys = places.map(({ at }) => `keys[${at}]`).join(', ');
  const own = places.map(({ field }) => `t.${name(field)}::text`).join(', ');
  // What is set aside until a moment of these minutes may be told a little later; whether it may be taken is not.
  const held = (moment) =>
    `(select coalesce(sum(h.quantity), 0) from platform.ledger_hold h where h.${mine.replace(' and ', ' and h.')}
      and h.ended_by is null and (h.until_at is null or h.until_at > ${moment})
      and ${places.map(({ at }) => `h.keys[${at}] is not distinct from s.k[${at}]`).join(' and ')})`;
  const figures = [
    `coalesce(t.${name(accounts.balance)}, 0) <> coalesce(s.balance, 0)`,
    ...(accounts.value === undefined
      ? []
      : [`coalesce(t.${name(accounts.value)}, 0) <> coalesce(s.value, 0)`]),
    ...(accounts.reserved === undefined
      ? []
      : [
          `coalesce(t.${name(accounts.reserved)}, 0) not between ${held('now()')} and ${held(`now() - interval '10 minutes'`)}`,
        ]),
    ...(accounts.available === undefined || accounts.reserved === undefined
      ? []
      : [`t.${name(accounts.available)} <> t.${name(accounts.balance)} - t.${name(accounts.reserved)}`]),
  ];
  return `select ${pg.escapeLiteral(app)} as app, ${pg.escapeLiteral(accounts.form)} as form, t.id, s.account, s.balance,
      t.${name(accounts.balance)} as shown
    from (select array[${keys}] as account, sum(balance) as balance, sum(value) as value,
            ${keysAt(places)} as k
          from platform.ledger_account where ${mine} group by ${keys}) s
    full join (select * from ${table} where deleted_at is null) t on s.account = array[${own}]
    where s.account is null and t.${name(accounts.balance)} <> 0 or t.id is null and s.balance <> 0 or ${figures.join(' or ')}`;
}

/** The keys of a group, each at its place in an account. */
function keysAt(places) {
  const most = Math.max(...places.map(({ at }) => at));
  const items = Array.from({ length: most }, (_, index) =>
    places.some(({ at }) => at === index + 1) ? `keys[${index + 1}]` : 'null',
  );
  return `array[${items.join(', ')}]`;
}

/** The sum of all movements per account. Movements that only set aside are told apart by having made a hold. */
function summed({ app, ledger, document }) {
  const { form, keys, quantity, between, value } = document;
  const worth = value ? `coalesce(m.${name(value.field)}, 0)` : '0';
  const table = `${name(`app_${app}`)}.${name(form)}`;
  const account = (place) =>
    `array[${[...keys, ...(place ? [place] : [])].map((id) => `m.${name(id)}::text`).join(', ')}]`;
  const side = (place, sign) =>
    `select ${account(place)} as keys, ${sign} m.${name(quantity)} as quantity,
       ${sign} ${value && !between ? `sign(m.${name(quantity)}) * ${worth}` : worth} as value from ${table} m
     where m.deleted_at is null and coalesce(m.${name(quantity)}, 0) <> 0 and not exists (
       select 1 from platform.ledger_hold h where h.app = ${pg.escapeLiteral(app)}
         and h.ledger = ${pg.escapeLiteral(ledger)} and h.movement_id = m.id)`;
  return between ? `${side(between.from, '-')} union all ${side(between.to, '')}` : side(null, '');
}

/** Balances of ledgers. */
export const ledgerChecks = [
  {
    name: 'the balance and the value of an account are the sums of its movements',
    async find({ client }) {
      const found = [];
      for (const one of await ledgers(client)) {
        const { rows } = await client.query(
          `select $1 as app, $2 as ledger, coalesce(a.keys, s.keys) as account, a.balance, s.quantity as movements,
             a.value, s.value as worth
           from (select keys, balance, value from platform.ledger_account where app = $1 and ledger = $2) a
           full join (select keys, sum(quantity) as quantity, sum(value) as value
             from (${summed(one)}) e group by keys) s using (keys)
           where coalesce(a.balance, 0) <> coalesce(s.quantity, 0) or coalesce(a.value, 0) <> coalesce(s.value, 0)`,
          [one.app, one.ledger],
        );
        found.push(...rows);
      }
      return found;
    },
  },
  {
    name: 'no account is overdrawn that may not be',
    async find({ client }) {
      const { rows } = await client.query(
        `select app, ledger, keys, balance from platform.ledger_account where balance < 0 and not is_free`,
      );
      return rows;
    },
  },
  {
    name: 'the record of an account says what the account says',
    async find({ client }) {
      const found = [];
      for (const one of await ledgers(client))
        for (const accounts of one.document.accounts ?? [])
          found.push(...(await client.query(strayRecords(one, accounts))).rows);
      return found;
    },
  },
  {
    name: 'what there is one of is in one place',
    async find({ client }) {
      const found = [];
      for (const { app, ledger, document } of await ledgers(client)) {
        if (!document.single) continue;
        const fields = [...(document.single.per ?? []), document.single.key];
        const keys = fields.map((field) => `keys[${document.keys.indexOf(field) + 1}]`);
        const { rows } = await client.query(
          `select app, ledger, ${keys.join(', ')}, sum(balance) from platform.ledger_account
           where app = $1 and ledger = $2 and not is_free and ${keys.at(-1)} is not null
           group by 1, 2, ${keys.join(', ')} having sum(balance) > 1`,
          [app, ledger],
        );
        found.push(...rows);
      }
      return found;
    },
  },
  {
    name: 'double entry sums to zero, and no value is below it where the balance is not',
    async find({ client }) {
      const found = [];
      for (const { app, ledger, document } of await ledgers(client)) {
        const { rows } = await client.query(
          `select app, ledger, sum(balance) as balance, sum(value) as value from platform.ledger_account
           where app = $1 and ledger = $2 and $3 group by 1, 2 having sum(balance) <> 0 or sum(value) <> 0
           union all select app, ledger, balance, value from platform.ledger_account
           where app = $1 and ledger = $2 and not is_free and (value < 0 or balance = 0 and value <> 0)`,
          [app, ledger, document.between !== undefined],
        );
        found.push(...rows);
      }
      return found;
    },
  },
];
