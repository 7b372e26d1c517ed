import { idOf } from '@fieldwork/metadata';

/** Owner and department are columns of every record, not fields of the form. */
export function splitSystem(values: Record<string, unknown>): {
  fields: Record<string, unknown>;
  system: Record<string, unknown> | undefined;
} {
  const { owner, department, ...fields } = values;
  const system: Record<string, unknown> = {};
  if (owner !== undefined) system.owner = idOf(owner);
  if (department !== undefined) system.department = idOf(department);
  return { fields, system: Object.keys(system).length > 0 ? system : undefined };
}
