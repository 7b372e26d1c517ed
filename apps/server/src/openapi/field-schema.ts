import { type ColumnType, type Field, fieldTypeOf, localize } from '@fieldwork/metadata';

export type JsonSchema = Record<string, unknown>;

const byColumn: Record<ColumnType, JsonSchema> = {
  text: { type: 'string' },
  numeric: { type: 'string', format: 'decimal', examples: ['12.50'] },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  timestamptz: { type: 'string', format: 'date-time' },
  uuid: { type: 'string', format: 'uuid' },
  'text[]': { type: 'array', items: { type: 'string' } },
  'uuid[]': { type: 'array', items: { type: 'string', format: 'uuid' } },
  jsonb: { type: 'object' },
};

const named: JsonSchema = {
  type: 'object',
  properties: { id: { type: 'string', format: 'uuid' }, title: { type: ['string', 'null'] } },
  required: ['id'],
};
const file: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' },
    name: { type: 'string' },
    type: { type: 'string' },
    size: { type: 'integer' },
  },
};

function nullable(schema: JsonSchema): JsonSchema {
  return typeof schema.type === 'string' ? { ...schema, type: [schema.type, 'null'] } : schema;
}

/** The value of a field as the API answers it (`read`) or takes it (`write`). */
export function fieldSchema(field: Field, use: 'read' | 'write'): JsonSchema {
  const title = localize(field.label, 'en');
  if (field.fields) {
    const properties = Object.fromEntries(
      field.fields.map((column) => [column.id, fieldSchema(column, use)]),
    );
    return {
      title,
      type: 'array',
      items: { type: 'object', properties: { id: byColumn.uuid, ...properties } },
    };
  }
  const column = fieldTypeOf(field).column(field);
  const base = byColumn[column?.type ?? 'text'];
  const isNamed = use === 'read' && column?.target !== undefined;
  if (isNamed && column?.type === 'uuid[]') {
    const { target } = column;
    const isPeople = target && 'platform' in target && target.platform === 'user';
    return { title, type: ['array', 'null'], items: isPeople ? named : file };
  }
  if (isNamed) return { title, ...nullable(named) };
  const options = field.options?.map((option) => option.id);
  if (!options) return { title, ...nullable(base) };
  return column?.type === 'text[]'
    ? { title, type: ['array', 'null'], items: { type: 'string', enum: options } }
    : { title, type: ['string', 'null'], enum: [...options, null] };
}
