import type { LibraryPart } from '@fieldwork/api-contract';
import type { Values } from '@fieldwork/form-engine';
import { type Field, fieldOf, fieldTypeOf, fillMessage, holdsFiles, namedFiles } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { FileService } from '../files/file.service.js';
import { isPicture } from '../files/file-type.js';
import { cleaned } from '../records/record-values.js';
import type { LibraryPlace, OpenLibrary } from './library-door.js';

const picture = /(<img[^>]+src=")\/api\/v1\/files\/([0-9a-f-]{36})"/gi;

export function recordPath({ app, page }: LibraryPlace, id: string): string {
  return `/l/${app}/${page}/${id}`;
}

const filePath = ({ app, page }: LibraryPlace, id: string, file: string) =>
  `/api/v1/libraries/${app}/${page}/records/${id}/files/${file}`;

/** What a library shows of a record: its fields as people outside read them, those that are empty left out. */
@Injectable()
export class LibraryParts {
  constructor(private readonly files: FileService) {}

  async of(library: OpenLibrary, values: Values): Promise<LibraryPart[]> {
    const parts = library.page.shown.map(async ({ field: id, label }) => {
      const field = fieldOf(library.form, id);
      const value = values[id];
      if (!field || value === null || value === undefined || value === '') return [];
      const said = await this.#said(library, field, value, values);
      return said ? [{ label: label ?? field.label, ...said }] : [];
    });
    return (await Promise.all(parts)).flat();
  }

  async #said(library: OpenLibrary, field: Field, value: unknown, values: Values) {
    const { at, form, app, viewer } = library;
    const id = String(values.id);
    if (fieldTypeOf(field).isMarkup) {
      // What was kept before the rules of cleaning were stricter is cleaned by those of today.
      const html = String(cleaned({ fields: [field] }, { [field.id]: value })[field.id]);
      return { html: html.replaceAll(picture, (_, begin, file) => `${begin}${filePath(at, id, file)}"`) };
    }
    if (holdsFiles(field)) {
      const ids = namedFiles(field, value);
      const known = await this.files.describe(ids);
      const files = ids.flatMap((file) => {
        const info = known.get(file);
        return info
          ? [{ name: info.name, path: filePath(at, id, file), isPicture: isPicture(info.type) }]
          : [];
      });
      return files.length === 0 ? null : { files };
    }
    // Long texts are told whole.
    if (typeof value === 'string' && fieldTypeOf(field).type(field)?.kind === 'text') return { text: value };
    const scope = { form, forms: app.documents.forms, values, timeZone: viewer.context.timeZone };
    return { text: fillMessage(`{{${field.id}}}`, scope) };
  }
}
