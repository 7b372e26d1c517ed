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

/** The sum of all movements per account. Movements that only set aside are told apart by having made a hold. */
function summed({ app, ledger, document }) {
  const { form, keys, quantity, between } = document;
  const table = `${name(`app_${app}`)}.${name(form)}`;
  const account = (place) =>
    `array[${[...keys, ...(place ? [place] : [])].map((id) => `m.${name(id)}::text`).join(', ')}]`;
  const side = (place, sign) =>
    `select ${account(place)} as keys, ${sign} m.${name(quantity)} as quantity from ${table} m
     where m.deleted_at is null and coalesce(m.${name(quantity)}, 0) <> 0 and not exists (
       select 1 from platform.ledger_hold h where h.app = ${pg.escapeLiteral(app)}
         and h.ledger = ${pg.escapeLiteral(ledger)} and h.movement_id = m.id)`;
  return between ? `${side(between.from, '-')} union all ${side(between.to, '')}` : side(null, '');
}

/** Balances of ledgers. */
export const ledgerChecks = [
  {
    name: 'the balance of an account is the sum of its movements',
    async find({ client }) {
      const found = [];
      for (const one of await ledgers(client)) {
        const { rows } = await client.query(
          `select $1 as app, $2 as ledger, coalesce(a.keys, s.keys) as account, a.balance, s.quantity as movements
           from (select keys, balance from platform.ledger_account where app = $1 and ledger = $2) a
           full join (select keys, sum(quantity) as quantity from (${summed(one)}) e group by keys) s using (keys)
           where coalesce(a.balance, 0) <> coalesce(s.quantity, 0)`,
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
];
