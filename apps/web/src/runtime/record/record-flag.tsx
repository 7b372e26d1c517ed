import type { RecordData } from '@fieldwork/api-contract';
import { evaluateCondition, variables } from '@fieldwork/expression';
import { programOf } from '@fieldwork/form-engine';
import { type Flag, type Form, fieldOf } from '@fieldwork/metadata';
import { type AppScopeValue, useAppScope, useExpressionContext } from '../../api/app-scope.js';
import { StateDot } from '../../ui/state-dot.js';
import { useText } from '../../words/texts.js';

/** Which flag of its form a record carries; a flag that asks for what the reader may not see is not there for him. */
export function useFlagOf(form: Form): (record: RecordData) => Flag | undefined {
  const scope = useAppScope();
  const contextOf = useExpressionContext();
  const flags = (form.flags ?? []).filter(({ when }) =>
    variables(when as never).every((path) => isSeen(form, path, scope)),
  );
  if (flags.length === 0) return () => undefined;
  const { types } = programOf(form, scope.forms);
  const context = contextOf();
  return (record) =>
    flags.find(({ when }) => evaluateCondition(when as never, { types, values: record, context }));
}

/** The fields that the flags of a form read. */
export function fieldsOfFlags({ flags = [] }: Form): string[] {
  return flags.flatMap(({ when }) => variables(when as never).map((path) => path.split('.')[0] ?? path));
}

export function RecordFlag({ flag }: { flag: Flag }) {
  const text = useText();
  return <StateDot color={flag.color}>{text(flag.label)}</StateDot>;
}

function isSeen(form: Form, path: string, { access }: AppScopeValue): boolean {
  const [head = '', member] = path.split('.');
  if (access(form.id).hidden.includes(head)) return false;
  const target = member === undefined ? undefined : fieldOf(form, head)?.form;
  return target === undefined || (access(target).read && !access(target).hidden.includes(member ?? ''));
}
