import { join } from 'node:path';
import { allDocuments, checkAll, collectDocuments, kinds, localize } from '@fieldwork/metadata';
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
