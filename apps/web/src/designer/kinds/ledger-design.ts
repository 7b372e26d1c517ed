import { bilingual } from '@fieldwork/metadata';
import { LedgerDesigner } from '../ledger/ledger-designer.js';
import type { KindDesign } from './kind-design.js';

export const ledgerDesign: KindDesign<'ledger'> = {
  plural: bilingual('台账', 'Ledgers'),
  hint: bilingual('额度和库存：只增不改，不会透支', 'Quotas and stock: only added to, never overdrawn'),
  create: bilingual('新建台账', 'New ledger'),
  example: bilingual('例如：合同额度', 'For example: Contract quotas'),
  isAboutForm: true,
  begin: ({ id, label, form }) => ({
    kind: 'ledger',
    schema: 1,
    id,
    label,
    form,
    keys: ['id'],
    quantity: 'quantity',
  }),
  Designer: LedgerDesigner,
};
