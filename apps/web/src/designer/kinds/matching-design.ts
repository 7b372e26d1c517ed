import { bilingual } from '@fieldwork/metadata';
import { MatchingDesigner } from '../matching/matching-designer.js';
import type { KindDesign } from './kind-design.js';

export const matchingDesign: KindDesign<'matching'> = {
  plural: bilingual('匹配', 'Matchings'),
  hint: bilingual('谁最合适、为什么', 'Who suits best, and why'),
  create: bilingual('新建匹配', 'New matching'),
  example: bilingual('例如：派工推荐', 'For example: Who should go'),
  isAboutForm: true,
  begin: ({ id, label, form }) => ({
    kind: 'matching',
    schema: 1,
    id,
    label,
    form,
    candidates: { form },
    constraints: [],
    terms: [],
  }),
  Designer: MatchingDesigner,
};
