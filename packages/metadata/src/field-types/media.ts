import { z } from 'zod';
import type { FieldBase } from '../documents/field-base.js';
import { bilingual } from '../text.js';
import { bad, type FieldType, isBlank, ok } from './field-type.js';
import { idOf } from './relations.js';

type FilesField = FieldBase & { most?: number };

/** How many files a field takes. */
export function mostFilesOf(field: object): number {
  return (field as { most?: number }).most ?? 20;
}

export const attachment: FieldType<FilesField> = {
  label: bilingual('附件', 'Attachment'),
  group: 'media',
  settings: { most: z.int().min(1).max(50).optional() },
  type: () => ({ kind: 'list', of: { kind: 'reference', form: 'file' } }),
  column: () => ({ type: 'uuid[]', target: { platform: 'file' } }),
  parse(value, field) {
    if (isBlank(value)) return ok(null);
    if (!Array.isArray(value)) return bad('not_list', '请给出文件列表', 'A list of files is expected here');
    const most = mostFilesOf(field);
    if (value.length > most) return bad('too_many', `最多 ${most} 个文件`, `At most ${most} files`);
    const ids = value.map(idOf);
    if (ids.includes(null)) return bad('not_file', '文件没有上传成功', 'A file was not uploaded');
    return ok(ids.length === 0 ? null : [...new Set(ids)]);
  },
};

/** `camera: only` takes no old pictures; `watermark` draws who, when and where into them. */
export const photo: FieldType<FilesField> = {
  ...attachment,
  label: bilingual('照片', 'Photo'),
  onlyPictures: true,
  settings: {
    ...attachment.settings,
    camera: z.enum(['only']).optional(),
    watermark: z.boolean().optional(),
  },
};
