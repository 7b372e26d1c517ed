import { bilingual } from '@fieldwork/metadata';
import { RoleDesigner } from '../role/role-designer.js';
import type { KindDesign } from './kind-design.js';

export const roleDesign: KindDesign<'role'> = {
  plural: bilingual('角色', 'Roles'),
  hint: bilingual('谁能看到和修改什么', 'Who sees and changes what'),
  create: bilingual('新建角色', 'New role'),
  example: bilingual('例如：客服', 'For example: Service desk'),
  begin: ({ id, label }) => ({ kind: 'role', schema: 1, id, label, forms: {} }),
  Designer: RoleDesigner,
};
