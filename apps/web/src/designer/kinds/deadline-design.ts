import { bilingual } from '@fieldwork/metadata';
import { DeadlineDesigner } from '../deadline/deadline-designer.js';
import type { KindDesign } from './kind-design.js';

export const deadlineDesign: KindDesign<'deadline'> = {
  plural: bilingual('时限', 'Deadlines'),
  hint: bilingual('什么时候之前要做完，超时怎么办', 'Until when it must be done, and what if not'),
  create: bilingual('新建时限', 'New deadline'),
  example: bilingual('例如：服务时限', 'For example: Service level'),
  isAboutForm: true,
  begin: ({ id, label, form }) => ({
    kind: 'deadline',
    schema: 1,
    id,
    label,
    form,
    targets: [{ id: 'target_1', label, start: true, stop: false, limit: { minutes: 60 } }],
  }),
  Designer: DeadlineDesigner,
};
