import { bilingual } from '@fieldwork/metadata';
import { FormDesigner } from '../form/form-designer.js';
import type { KindDesign } from './kind-design.js';

export const formDesign: KindDesign<'form'> = {
  plural: bilingual('表单', 'Forms'),
  hint: bilingual('记录什么、怎样填写', 'What is recorded, and how it is filled in'),
  create: bilingual('新建表单', 'New form'),
  example: bilingual('例如：客户', 'For example: Customer'),
  begin: ({ id, label }) => ({ kind: 'form', schema: 1, id, label, fields: [], layout: [] }),
  Designer: FormDesigner,
};
