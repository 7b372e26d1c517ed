import { type Types, variables } from '@fieldwork/expression';
import {
  type ExpressionJson,
  type Field,
  type FieldType,
  type Form,
  fieldsTypes,
  fieldTypeOf,
  formTypes,
  lookupTypes,
  placesOf,
} from '@fieldwork/metadata';

/** A field with all that decides about it, found once per form version. */
export interface ProgramField {
  field: Field;
  type: FieldType<unknown>;
  /** Its own condition and those of the sections and tabs it stands in; all must hold. */
  visible: ExpressionJson[];
  rows: Program | null;
}

/** A form made ready to run. */
export interface Program {
  types: Types;
  /** What defaults see: in a row also what its references have looked up. */
  defaultTypes: Types;
  fields: readonly ProgramField[];
  byId: ReadonlyMap<string, ProgramField>;
  /** Computed fields, each after those it builds on. */
  computed: readonly ProgramField[];
  clearsHidden: boolean;
}

const programs = new WeakMap<Form, { forms: ReadonlyMap<string, Form>; program: Program }>();

/** Kept per form version: `forms` are the published forms of the app. */
export function programOf(form: Form, forms: ReadonlyMap<string, Form>): Program {
  const kept = programs.get(form);
  if (kept?.forms === forms) return kept.program;
  const containers = new Map(placesOf(form.layout).map(({ place, conditions }) => [place.field, conditions]));
  const types = formTypes(form, forms);
  const program = build(
    form.fields,
    { types, forms, defaultTypes: types },
    containers,
    form.hiddenFields !== 'keep',
  );
  programs.set(form, { forms, program });
  return program;
}

interface Ground {
  types: Types;
  defaultTypes: Types;
  forms: ReadonlyMap<string, Form>;
}

function build(
  fields: readonly Field[],
  { types, forms, defaultTypes }: Ground,
  containers: ReadonlyMap<string, ExpressionJson[]>,
  clearsHidden: boolean,
): Program {
  const entries = fields.map((field): ProgramField => {
    const own = field.visible === undefined ? [] : [field.visible];
    return {
      field,
      type: fieldTypeOf(field),
      visible: [...(containers.get(field.id) ?? []), ...own],
      rows: field.fields
        ? build(field.fields, rowGround(field.fields, types, forms), new Map(), clearsHidden)
        : null,
    };
  });
  const byId = new Map(entries.map((entry) => [entry.field.id, entry]));
  return { types, defaultTypes, fields: entries, byId, computed: inOrder(entries), clearsHidden };
}

function rowGround(fields: readonly Field[], outer: Types, forms: ReadonlyMap<string, Form>): Ground {
  const types = rowTypes(fields, outer);
  return { types, forms, defaultTypes: { ...types, ...lookupTypes(fields, forms) } };
}

function rowTypes(fields: readonly Field[], outer: Types): Types {
  const parents = Object.fromEntries(Object.entries(outer).map(([path, type]) => [`parent.${path}`, type]));
  return { ...parents, ...fieldsTypes(fields) };
}

function inOrder(entries: readonly ProgramField[]): ProgramField[] {
  const computed = new Map(
    entries.filter((entry) => entry.field.compute !== undefined).map((entry) => [entry.field.id, entry]),
  );
  const done = new Set<string>();
  const ordered: ProgramField[] = [];
  const visit = (id: string): void => {
    const entry = computed.get(id);
    if (!entry || done.has(id)) return;
    done.add(id);
    for (const path of variables(entry.field.compute as never)) visit(path.split('.')[0] ?? path);
    ordered.push(entry);
  };
  for (const id of computed.keys()) visit(id);
  return ordered;
}
