import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Document, type Kind, kindNames, kinds, parseDocument } from '@fieldwork/metadata';

/** The templates that come with the product: the nearest `templates` folder above this file, in source and in dist. */
export function templatesFolder(from: string = import.meta.dirname): string | null {
  const candidate = join(from, 'templates');
  if (existsSync(join(candidate, 'after-sales', 'app.json'))) return candidate;
  const above = join(from, '..');
  return above === from ? null : templatesFolder(above);
}

/** All documents of a template: `app.json` and a folder per kind. @throws Error that names the file with a mistake. */
export async function readTemplate(folder: string): Promise<Document[]> {
  const documents: Document[] = [await readDocument('app', join(folder, 'app.json'))];
  for (const kind of kindNames.filter((name) => name !== 'app'))
    for (const file of await jsonFiles(join(folder, kinds[kind].folder)))
      documents.push(await readDocument(kind, file));
  return documents;
}

/** The paths of the JSON files in a folder, by name; none when there is no such folder. */
export async function jsonFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}

export async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8')) as unknown;
}

async function readDocument(kind: Kind, file: string): Promise<Document> {
  const { document, issues } = parseDocument(kind, await readJson(file));
  if (document === null)
    throw new Error(
      `${file}: ${issues.map(({ path, message }) => `${path.join('.')} ${message.en}`).join('; ')}`,
    );
  if (kind !== 'app' && document.id !== basename(file, '.json'))
    throw new Error(`${file}: the file is named otherwise than its document, ${document.id}`);
  return document;
}
