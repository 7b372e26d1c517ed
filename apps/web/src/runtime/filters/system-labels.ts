import { bilingual, type Text } from '@fieldwork/metadata';

/** What the columns that every record has are called. */
export const systemLabels = {
  owner: bilingual('负责人', 'Owner'),
  department: bilingual('所属部门', 'Department'),
  created_at: bilingual('创建时间', 'Created'),
  updated_at: bilingual('更新时间', 'Updated'),
  created_by: bilingual('创建人', 'Created by'),
  updated_by: bilingual('更新人', 'Updated by'),
} as const satisfies Record<string, Text>;

export type SystemColumn = keyof typeof systemLabels;

export function isSystemColumn(path: string): path is SystemColumn {
  return Object.hasOwn(systemLabels, path);
}
