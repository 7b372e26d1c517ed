import { bilingual, type PageType, pageTypes } from '@fieldwork/metadata';
import { PageDesigner } from '../page/page-designer.js';
import { pageDesigns } from '../page/page-designs.js';
import type { KindDesign } from './kind-design.js';

export const pageDesign: KindDesign<'page'> = {
  plural: bilingual('页面', 'Pages'),
  hint: bilingual('图表放在一起看，或按人和时间安排工作', 'Charts side by side, or work by people and time'),
  create: bilingual('新建页面', 'New page'),
  example: bilingual('例如：运营看板', 'For example: Operations'),
  isAboutForm: true,
  variants: Object.entries(pageTypes).map(([id, { label }]) => ({ id, label })),
  begin: ({ variant, ...seed }) => pageDesigns[variant as PageType].begin(seed),
  Designer: PageDesigner,
};
