// Writes docs/reference: the documents as JSON Schema and in words, from the schemas themselves.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../docs/reference/', import.meta.url));
const { fieldTypeNames, fieldTypes, jsonSchemaOf, kindNames, kinds, localize } = await import(
  '../packages/metadata/dist/index.js'
);
const { operators } = await import('../packages/expression/dist/index.js');

const files = new Map();
for (const kind of kindNames)
  files.set(`${kind}.schema.json`, `${JSON.stringify(jsonSchemaOf(kind), null, 2)}\n`);

const both = (text) => `${localize(text, 'en')} ${localize(text, 'zh-CN')}`;
const kindRows = kindNames.map(
  (kind) =>
    `| ${both(kinds[kind].label)} | \`${kinds[kind].folder}\` | [${kind}.schema.json](${kind}.schema.json) |`,
);
const typeRows = fieldTypeNames.map((name) => {
  const type = fieldTypes[name];
  const settings = Object.keys(type.settings);
  if (name === 'sub_table') settings.push('fields');
  return `| \`${name}\` | ${both(type.label)} | ${settings.map((setting) => `\`${setting}\``).join(', ') || '–'} |`;
});
const operatorRows = Object.values(operators).map(
  (operator) =>
    `| \`${operator.name}\` | ${both(operator.label)} | ${operator.usage.replaceAll('|', '\\|') || '–'} | ${operator.summary.replaceAll('|', '\\|')} |`,
);
files.set(
  'README.md',
  `# Documents

Generated from the schemas by \`node scripts/reference.mjs\`; do not edit.

| kind | folder in templates and addresses | schema |
|---|---|---|
${kindRows.join('\n')}

## Field types

Every field has \`id\`, \`type\`, \`label\` and can have \`help\`, \`placeholder\`, \`visible\`, \`required\`, \`readOnly\`, \`default\`, \`compute\`, \`validate\`, \`unique\`.

| type | name | settings of its own |
|---|---|---|
${typeRows.join('\n')}

## Operators

How they behave: [expression.md](../expression.md).

| operator | name | arguments | meaning |
|---|---|---|---|
${operatorRows.join('\n')}
`,
);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of files) writeFileSync(folder + name, text);
console.log(`docs/reference: ${files.size} files`);
