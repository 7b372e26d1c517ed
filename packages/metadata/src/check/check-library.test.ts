import { describe, expect, it } from '@jest/globals';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Library } from '../documents/pages/library.js';
import { libraryRole } from '../library-rights.js';
import { checkHelp, checkLibrary } from './check-library.js';

const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'article',
  label: 'article',
  title: 'title',
  fields: [
    { id: 'title', type: 'text', label: 'title' },
    { id: 'body', type: 'rich_text', label: 'body' },
    { id: 'sheet', type: 'attachment', label: 'sheet' },
    { id: 'kind', type: 'choice', label: 'kind', options: [{ id: 'a', label: 'a', color: 'grey' }] },
    { id: 'author', type: 'member', label: 'author' },
    { id: 'source', type: 'reference', label: 'source', form: 'article' },
    { id: 'rows', type: 'sub_table', label: 'rows', fields: [{ id: 'step', type: 'text', label: 'step' }] },
  ],
  layout: [],
};
const page: Library = {
  kind: 'page',
  schema: 1,
  id: 'guide',
  label: 'guide',
  type: 'library',
  form: 'article',
  brand: { name: 'we' },
  filter: { '==': [{ var: 'kind' }, 'a'] },
  shown: [{ field: 'body' }, { field: 'sheet' }],
};
const documents = {
  forms: new Map([[form.id, form]]),
  pages: new Map([[page.id, page]]),
  channels: new Map(),
} as unknown as AppDocuments;
const codesOf = (changed: Partial<Library>) =>
  checkLibrary({ ...page, ...changed }, documents).map(({ path, code }) => [path.join('.'), code]);

describe('a library', () => {
  it('shows words, formatted text and files, and nothing of people or other records', () => {
    expect(codesOf({})).toEqual([]);
    expect(codesOf({ shown: ['author', 'source', 'rows', 'gone'].map((field) => ({ field })) })).toEqual([
      ['shown.0.field', 'not_readable'],
      ['shown.1.field', 'not_readable'],
      ['shown.2.field', 'not_readable'],
      ['shown.3.field', 'missing_reference'],
    ]);
  });

  it('neither orders nor begins by what it does not show, and is narrowed by choices', () => {
    const sort = (field: string) => [{ field, direction: 'ascending' as const }];
    expect(codesOf({ sort: sort('kind') })).toEqual([['sort.0.field', 'missing_reference']]);
    expect(codesOf({ sort: sort('kind'), groups: 'kind' })).toEqual([]);
    expect(codesOf({ excerpt: 'kind' })).toEqual([['excerpt', 'missing_reference']]);
    expect(codesOf({ groups: 'body' })).toEqual([['groups', 'no_choice']]);
    expect(codesOf({ filter: { '==': [{ var: 'none' }, 'a'] } })).toHaveLength(1);
    expect(codesOf({ report: 'nowhere' })).toEqual([['report', 'missing_reference']]);
  });

  it('hides every field that it does not name, those that its filter reads too', () => {
    expect(libraryRole(page, form).forms.article?.hidden).toEqual(['kind', 'author', 'source', 'rows']);
  });

  it('helps by answers that are asked, over the form of a library', () => {
    const help = { page: 'guide', query: ['what'] };
    expect(checkHelp(help, ['what'], {}, documents, ['help'])).toEqual([]);
    expect(checkHelp(help, [], {}, documents, ['help'])).toMatchObject([{ path: ['help', 'query', 0] }]);
    expect(checkHelp({ ...help, page: 'none' }, ['what'], {}, documents, ['help'])).toMatchObject([
      { path: ['help', 'page'] },
    ]);
  });
});
