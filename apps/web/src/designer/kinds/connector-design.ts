import { bilingual } from '@fieldwork/metadata';
import { ConnectorDesigner } from '../connector/connector-designer.js';
import type { KindDesign } from './kind-design.js';

export const connectorDesign: KindDesign<'connector'> = {
  plural: bilingual('连接器', 'Connectors'),
  hint: bilingual('与 CRM、ERP 等系统互通', 'Speak with CRM, ERP and other systems'),
  create: bilingual('新建连接器', 'New connector'),
  example: bilingual('例如：ERP 库存', 'For example: Stock of the ERP'),
  isAboutForm: true,
  begin: ({ id, label, form }) => ({
    kind: 'connector',
    schema: 1,
    id,
    label,
    system: 'erp',
    form,
    direction: 'ask',
    request: { path: '/' },
    shown: [],
  }),
  Designer: ConnectorDesigner,
};
