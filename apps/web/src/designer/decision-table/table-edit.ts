import type { DecisionTable, TableRow } from '@fieldwork/metadata';

type Side = 'inputs' | 'outputs';

function free(taken: readonly string[], stem: string): string {
  let number = taken.length + 1;
  while (taken.includes(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}

export function newColumnId(table: DecisionTable, side: Side): string {
  const taken = table[side].map(({ id }) => id);
  return free(taken, side === 'inputs' ? 'input' : 'output');
}

export function newRow(table: DecisionTable): TableRow {
  const taken = table.rows.map(({ id }) => id);
  return { id: free(taken, 'row'), when: {}, then: {} };
}

/** The table without a column, and without what stood in it. */
export function withoutColumn(table: DecisionTable, side: Side, id: string): DecisionTable {
  const cut = <V>(cells: Record<string, V>) =>
    Object.fromEntries(Object.entries(cells).filter(([key]) => key !== id));
  const isInput = side === 'inputs';
  const rows = table.rows.map((row) =>
    isInput ? { ...row, when: cut(row.when) } : { ...row, then: cut(row.then) },
  );
  const tests = table.tests?.map((test) =>
    isInput ? { ...test, given: cut(test.given) } : { ...test, expect: test.expect && cut(test.expect) },
  );
  return {
    ...table,
    [side]: table[side].filter((column) => column.id !== id),
    rows,
    ...(tests ? { tests } : {}),
    ...(table.otherwise && !isInput ? { otherwise: cut(table.otherwise) } : {}),
  } as DecisionTable;
}
