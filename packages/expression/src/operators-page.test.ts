import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { type Group, type Operator, operators } from './index.js';

const page = new URL('../../../docs/expression.md', import.meta.url);
const groups: Record<Group, string> = {
  comparison: 'Comparison',
  logic: 'Logic',
  arithmetic: 'Arithmetic',
  text: 'Text',
  dates: 'Dates and times',
  lists: 'Lists and sub-tables',
  context: 'Surroundings',
};

function row({ name, aliases = [], usage, label, summary }: Operator): string {
  const names = [name, ...aliases].map((known) => `\`${known}\``).join(' ');
  return `| ${names} | ${usage.replaceAll('|', '\\|')} | ${label['zh-CN']} | ${summary} |`;
}

function tables(): string {
  const all: Operator[] = Object.values(operators);
  const written = Object.entries(groups).map(([group, title]) => {
    const rows = all.filter((operator) => operator.group === group).map(row);
    return [
      `### ${title}`,
      '',
      '| operator | arguments | 中文 | value |',
      '|---|---|---|---|',
      ...rows,
      '',
    ].join('\n');
  });
  return written.join('\n');
}

it('docs/expression.md lists every operator as it is (FIELDWORK_WRITE_DOCS=1 writes it anew)', () => {
  const text = readFileSync(page, 'utf8');
  const heading = '## Operators\n\n';
  const current = text.slice(0, text.indexOf(heading)) + heading + tables();
  if (process.env.FIELDWORK_WRITE_DOCS) writeFileSync(page, current);
  else expect(text).toBe(current);
});
