import { FileAddOutlined } from '@ant-design/icons';
import type { RecordData } from '@fieldwork/api-contract';
import { evaluateCondition } from '@fieldwork/expression';
import { programOf } from '@fieldwork/form-engine';
import type { Form } from '@fieldwork/metadata';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { useAppScope, useExpressionContext } from '../../api/app-scope.js';
import { draftFrom } from '../../api/search.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';

/** Makes a new record of the one at hand; what it holds is shown before it is written. */
export function ConversionButtons({ form, record }: { form: Form; record: RecordData }) {
  const text = useText();
  const scope = useAppScope();
  const contextOf = useExpressionContext();
  const navigate = useNavigate();
  const [make, isMaking] = useAction(async (id: string) => {
    const draft = await draftFrom(scope.id, form.id, record.id, id);
    navigate(`/apps/${scope.id}/forms/${draft.form}/new`, { state: { given: draft.values } });
  });
  if (record.deleted_at) return null;
  const { types } = programOf(form, scope.forms);
  const offered = (form.conversions ?? []).filter(
    ({ to, when }) =>
      scope.access(to).create &&
      (when === undefined ||
        evaluateCondition(when as never, { types, values: record, context: contextOf() })),
  );
  return offered.map(({ id, label }) => (
    <Button key={id} icon={<FileAddOutlined />} loading={isMaking} onClick={() => void make(id)}>
      {text(label)}
    </Button>
  ));
}
