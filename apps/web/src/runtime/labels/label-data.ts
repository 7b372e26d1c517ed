import type { PublicLink, RecordData } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.js';
import { listRecords } from '../../api/records.js';
import { textOf } from '../../widgets/widget.js';
import { qrSvg } from '../links/qr-code.js';

/** What the code on a label holds: the record's address, a public form about it, or what stands in a field. */
export type LabelCode = 'address' | `link:${string}` | `field:${string}`;

export interface Label {
  record: RecordData;
  /** The code as the address of a picture; null where there is nothing to encode, or too much. */
  picture: string | null;
}

interface LabelQuestion {
  app: string;
  form: Form;
  ids: readonly string[];
  fields: readonly string[];
  code: LabelCode;
}

/** Labels of these records, with what their reader may see. */
export function useLabels({ app, form, ids, fields, code }: LabelQuestion) {
  return useQuery({
    queryKey: ['records', app, form.id, 'labels', ids, fields, code],
    queryFn: async ({ signal }): Promise<Label[]> => {
      const encoded = code.startsWith('field:') ? [code.slice(6)] : [];
      const asked = [...new Set([...fields, ...encoded, ...(form.title === undefined ? [] : [form.title])])];
      const filter = { in: [{ var: 'id' }, [...ids]] };
      const page = { filter, fields: asked, pageSize: 200, count: 'none' } as const;
      const { records } = await listRecords(app, form.id, page, signal);
      const byId = new Map(records.map((record) => [record.id, record]));
      const labels: Label[] = [];
      // In the order of the list, and one after the other: links are made when they are first asked for.
      for (const id of ids) {
        const record = byId.get(id);
        if (!record) continue;
        const content = await contentOf(app, form.id, record, code);
        labels.push({ record, picture: isEncodable(content) ? pictureOf(await qrSvg(content)) : null });
      }
      return labels;
    },
  });
}

async function contentOf(app: string, form: string, record: RecordData, code: LabelCode): Promise<string> {
  if (code.startsWith('field:')) return textOf(record[code.slice(6)]);
  if (code === 'address') return `${location.origin}/apps/${app}/forms/${form}/${record.id}`;
  const links = await call<PublicLink[]>(
    'GET',
    `/apps/${app}/forms/${form}/records/${record.id}/public-links`,
  );
  const link = links.find(({ channel }) => channel === code.slice(5));
  return link ? location.origin + link.path : '';
}

/** Larger codes would be too fine to read on a label. */
const mostBytes = 400;

function isEncodable(content: string): boolean {
  return content !== '' && new TextEncoder().encode(content).length <= mostBytes;
}

function pictureOf(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
