import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkAll, checkDocument, collectDocuments, withDocument } from './check/check.js';
import { changeKey, diffStorage, isDestructive } from './diff.js';
import type { Field } from './documents/field.js';
import type { Flow } from './documents/flow.js';
import type { Form } from './documents/form.js';
import { type AppDocuments, kindNames } from './documents/kinds.js';
import type { Page } from './documents/page.js';
import type { Role } from './documents/role.js';
import { storageOf } from './storage.js';
import { localize } from './text.js';
import { jsonSchemaOf, parseDocument } from './upgrade.js';

const form = (fields: Field[], more: Partial<Form> = {}): Form => ({
  kind: 'form',
  schema: 1,
  id: 'order',
  label: '工单',
  fields,
  layout: fields.map((field) => ({ kind: 'field', field: field.id })),
  ...more,
});
const text = (id: string, more: Partial<Field> = {}): Field => ({ id, label: id, type: 'text', ...more });
const documents = (...more: Parameters<typeof collectDocuments>[0]): AppDocuments =>
  collectDocuments([
    { kind: 'app', schema: 1, id: 'desk', label: '售后', menu: [] },
    ...more,
  ]) as AppDocuments;
const codes = (one: Form | Flow | Role, all: AppDocuments) =>
  checkDocument(one, all).map((found) => `${found.path.join('.')} ${found.code}`);

describe('documents', () => {
  it('takes what it wrote itself and refuses strangers', () => {
    const one = form([text('title')]);
    expect(parseDocument('form', JSON.parse(JSON.stringify(one))).document).toEqual(one);
    expect(parseDocument('form', { ...one, script: 'x' }).document).toBeNull();
    expect(parseDocument('form', { ...one, schema: 99 }).issues[0]?.code).toBe('unknown_schema');
    expect(parseDocument('form', null).issues[0]?.code).toBe('not_document');
  });

  it.each([
    '__proto__',
    'xmin',
    'ctid',
    'constructor',
    'id',
    'deleted_at',
    'a__b',
    'Größe',
    '1a',
    'a-b',
    'a'.repeat(60),
    '"; drop table x',
  ])('refuses the field id %s', (id) => {
    expect(parseDocument('form', form([text(id)])).document).toBeNull();
  });

  it.each(kindNames)(
    'has a JSON Schema for %s, the one in the reference (node scripts/reference.mjs)',
    (kind) => {
      const schema = jsonSchemaOf(kind);
      const { oneOf = [schema] } = schema as { oneOf?: unknown[] };
      for (const shape of oneOf) expect(shape).toMatchObject({ type: 'object', additionalProperties: false });
      const kept = readFileSync(
        new URL(`../../../docs/reference/${kind}.schema.json`, import.meta.url),
        'utf8',
      );
      expect(JSON.parse(kept)).toEqual(JSON.parse(JSON.stringify(schema)));
    },
  );

  it('falls back to the language there is', () => {
    expect(localize({ en: 'Order' }, 'zh-CN')).toBe('Order');
    expect(localize({ 'zh-CN': '工单', en: 'Order' }, 'en')).toBe('Order');
    expect(localize('工单', 'en')).toBe('工单');
  });
});

describe('checks', () => {
  it('finds nothing in a form that is in order', () => {
    const one = form([text('title'), text('note', { visible: { '==': [{ var: 'title' }, 'x'] } })], {
      title: 'title',
    });
    expect(checkAll(documents(one))).toEqual([]);
  });

  it('names what a form refers to and is not there', () => {
    const one = form(
      [
        text('title', {
          visible: { '==': [{ var: 'nothing' }, 'x'] },
          compute: { '+': [{ var: 'title' }, 1] },
        }),
        { id: 'customer', label: 'c', type: 'reference', form: 'customer' },
        text('title'),
      ],
      { title: 'gone', views: [{ id: 'v', label: 'v', columns: ['gone'] }] },
    );
    const found = codes(one, documents(one));
    expect(found).toEqual(
      expect.arrayContaining([
        'fields.2.id twice',
        'fields.1.form missing_reference',
        'title missing_reference',
        'views.0.columns missing_reference',
        'fields.0.compute circle',
      ]),
    );
  });

  it('sees formulas that go round in a circle', () => {
    const computed = (id: string, of: string): Field => ({
      id,
      label: id,
      type: 'formula',
      result: 'number',
      compute: { '+': [{ var: of }, 1] },
    });
    const one = form([computed('a', 'b'), computed('b', 'c'), computed('c', 'a'), computed('d', 'a')]);
    expect(codes(one, documents(one)).filter((code) => code.endsWith('circle'))).toHaveLength(3);
  });

  it('walks a flow: one start, ways that lead somewhere, an end, no endless circle', () => {
    const flow: Flow = {
      kind: 'flow',
      schema: 1,
      id: 'f',
      label: 'f',
      form: 'order',
      trigger: { on: 'created' },
      nodes: [
        { id: 'start', type: 'start', label: 's', next: 'a' },
        { id: 'a', type: 'write', label: 'a', set: [{ field: 'title', value: 'x' }], next: 'b' },
        { id: 'b', type: 'write', label: 'b', set: [], next: 'a' },
        { id: 'island', type: 'end', label: 'e' },
        {
          id: 'task',
          type: 'task',
          label: 't',
          assignee: [{ by: 'role', role: 'nobody' }],
          required: ['title'],
          actions: [{ id: 'ok', label: 'ok', kind: 'complete', next: 'lost' }],
        },
      ],
    };
    const one = form([text('title')]);
    expect(codes(flow, documents(one, flow))).toEqual(
      expect.arrayContaining([
        'nodes.1 endless',
        'nodes.1 no_end',
        'nodes.3 unreachable',
        'nodes.4 missing_reference',
        'nodes.4.assignee.0.role missing_reference',
        'nodes.4.required required_not_editable',
      ]),
    );
  });

  it('does not let a role keep rights on a field that is gone', () => {
    const role: Role = {
      kind: 'role',
      schema: 1,
      id: 'r',
      label: 'r',
      forms: { order: { read: true, hidden: ['cost'] } },
    };
    const all = documents(form([text('title'), text('cost')]), role);
    expect(checkDocument(role, all)).toEqual([]);
    expect(checkDocument(role, withDocument(all, form([text('title')])))).toHaveLength(1);
  });

  it('lets a role begin on a page that it may open', () => {
    const page: Page = { kind: 'page', schema: 1, id: 'desk', label: 'd', type: 'dashboard', items: [] };
    const role: Role = { kind: 'role', schema: 1, id: 'r', label: 'r', forms: {}, home: 'desk' };
    const all = documents(form([text('title')]), page, role);
    const found = (more: Partial<Role>) =>
      checkDocument({ ...role, ...more }, all).map(({ path, code }) => [...path, code]);
    expect(found({ pages: ['desk'] })).toEqual([]);
    expect(found({ pages: 'all' })).toEqual([]);
    expect(found({})).toEqual([['home', 'home_closed']]);
    expect(found({ pages: 'all', home: 'gone' })).toEqual([['home', 'missing_reference']]);
  });
});

describe('storage', () => {
  const before = form([
    text('title'),
    { id: 'amount', label: 'a', type: 'number' },
    { id: 'rows', label: 'r', type: 'sub_table', fields: [text('name')] },
  ]);
  const steps = (after: Form, from: Form | null = before) =>
    diffStorage(from ? storageOf(from) : null, storageOf(after)).map(
      (change) => `${changeKey(change)}${isDestructive(change) ? '!' : ''}`,
    );

  it('is made from nothing, child tables included', () => {
    expect(steps(before, null)).toEqual(['create_table:order', 'create_table:order__rows']);
  });

  it('does nothing when only words change', () => {
    expect(steps({ ...before, label: 'x', views: [] })).toEqual([]);
  });

  it('adds without loss, and asks before it loses', () => {
    const after = form([
      text('title', { unique: true }),
      { id: 'amount', label: 'a', type: 'date' },
      text('more'),
    ]);
    expect(steps(after)).toEqual([
      'add_unique:order.title',
      'change_type:order.amount!',
      'add_column:order.more',
      'drop_table:order__rows!',
      'add_index:order',
    ]);
  });

  it('turns anything into text without a question', () => {
    const after = form([text('title'), text('amount'), before.fields[2] as Field]);
    expect(steps(after)).toEqual(['change_type:order.amount']);
  });
});
