import { join } from 'node:path';
import {
  type AppDocuments,
  allDocuments,
  checkAll,
  collectDocuments,
  kinds,
  localize,
  type Role,
} from '@fieldwork/metadata';
import { compilePolicy, fieldCondition, may, mayOpen } from '@fieldwork/policy';
import { describe, expect, it } from '@jest/globals';
import { readTemplate, templatesFolder } from './read-template.js';

const folder = join(templatesFolder() as string, 'after-sales');

describe('the documents of the after-sales template', () => {
  it('are in order, each by itself and all together', async () => {
    const documents = collectDocuments(await readTemplate(folder));
    expect(documents === null ? null : checkAll(documents)).toEqual([]);
  });

  it('have every text in Chinese and in English', async () => {
    const documents = collectDocuments(await readTemplate(folder));
    const monolingual = allDocuments(documents as NonNullable<typeof documents>).flatMap((document) =>
      textsOf(document)
        .filter((text) => !isBilingual(text))
        .map((text) => `${kinds[document.kind].folder}/${document.id}: ${localize(text as never, 'zh-CN')}`),
    );
    expect(monolingual).toEqual([]);
  });

  it('let every role see each report of the dashboards it may open', async () => {
    const { roles, pages, reports } = collectDocuments(await readTemplate(folder)) as AppDocuments;
    const closed = [...roles.values()].flatMap((role) =>
      [...pages.values()]
        .filter((page) => page.type === 'dashboard' && mayOpen([role], 'pages', page.id))
        .flatMap((page) => (page.type === 'dashboard' ? page.items : []))
        .filter(({ report }) => {
          const form = reports.get(report)?.form ?? '';
          return !mayOpen([role], 'reports', report) || !may(compilePolicy([role], form), 'read');
        })
        .map(({ report }) => `${role.id}: ${report}`),
    );
    expect(closed).toEqual([]);
  });

  it('show each report somewhere', async () => {
    const { pages, reports } = collectDocuments(await readTemplate(folder)) as AppDocuments;
    const shown = [...pages.values()].flatMap((page) => (page.type === 'dashboard' ? page.items : []));
    expect([...reports.keys()].filter((id) => !shown.some(({ report }) => report === id))).toEqual([]);
  });

  it('let the viewer write nothing, comments included', async () => {
    const { roles, forms } = collectDocuments(await readTemplate(folder)) as AppDocuments;
    const viewer = roles.get('viewer') as Role;
    const written = [...forms.keys()].filter((form) => {
      const policy = compilePolicy([viewer], form);
      const changes = (['create', 'update', 'delete', 'import'] as const).some((one) => may(policy, one));
      return changes || policy.comments.write !== 'none';
    });
    expect(written).toEqual([]);
  });

  it('let every role that may change an order on the dispatch board see who is away', async () => {
    const { roles, pages } = collectDocuments(await readTemplate(folder)) as AppDocuments;
    const blind = [...pages.values()].flatMap((page) => {
      if (page.type !== 'timeline' || !page.away) return [];
      const { form, start, end } = page.away;
      return [...roles.values()].filter((role) => {
        const plans =
          mayOpen([role], 'pages', page.id) && may(compilePolicy([role], page.records.form), 'update');
        const away = compilePolicy([role], form);
        return plans && [start, end].some((field) => fieldCondition(away, field) === false);
      });
    });
    expect(blind.map(({ id }) => id)).toEqual([]);
  });
});

const textKeys = ['label', 'help', 'placeholder', 'description', 'message', 'title', 'body', 'unit'];

function textsOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return Object.entries(value).flatMap(([key, inner]) =>
    textKeys.includes(key) && typeof inner === 'object' && inner !== null && 'zh-CN' in inner
      ? [inner]
      : key === 'label'
        ? [inner]
        : textsOf(inner),
  );
}

function isBilingual(text: unknown): boolean {
  const { 'zh-CN': chinese, en } = (typeof text === 'object' ? text : {}) as Record<string, string>;
  return Boolean(chinese?.trim() && en?.trim());
}
