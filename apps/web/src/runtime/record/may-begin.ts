import type { RecordData } from '@fieldwork/api-contract';
import { evaluateCondition, variables } from '@fieldwork/expression';
import { programOf } from '@fieldwork/form-engine';
import type { Flow, Form } from '@fieldwork/metadata';
import { useAppScope, useExpressionContext } from '../../api/app-scope.js';

/** Whether the reader may begin a flow by hand for a record; figures are known to the server alone, which asks again. */
export function useMayBegin(
  form: Form,
): (flow: Flow, record: RecordData, access: { update: boolean }) => boolean {
  const scope = useAppScope();
  const contextOf = useExpressionContext();
  const { types } = programOf(form, scope.forms);
  return ({ form: of, trigger }, record, access) => {
    const { on, when, roles } = trigger;
    if (of !== form.id || on !== 'manual') return false;
    const isHis =
      scope.data.canDesign || (roles ? roles.some((role) => scope.data.roles.includes(role)) : access.update);
    if (!isHis || when === undefined) return isHis;
    if (variables(when as never).some((path) => path.startsWith('figure.'))) return true;
    return evaluateCondition(when as never, { types, values: record, context: contextOf() });
  };
}
