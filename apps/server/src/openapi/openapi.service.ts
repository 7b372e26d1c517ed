import { type AppData, callBodySchema } from '@fieldwork/api-contract';
import { type CallChannel, type Form, fieldTypeOf, localize } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { AppService } from '../metadata/app.service.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { fieldSchema, type JsonSchema } from './field-schema.js';

type Access = AppData['access'][string];

const problem = {
  description: 'The request was refused; `issues` say where and why.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The API as this caller may use it: his apps, his forms, his fields. */
@Injectable()
export class OpenApiService {
  constructor(
    private readonly apps: AppService,
    private readonly registry: AppRegistry,
  ) {}

  async describe(caller: Caller): Promise<Record<string, unknown>> {
    const schemas: Record<string, JsonSchema> = { Problem: problemSchema };
    const paths: Record<string, unknown> = {};
    for (const { id } of await this.apps.list(caller)) {
      const app = await this.apps.data(caller, id);
      for (const form of app.forms) {
        const access = app.access[form.id];
        if (access) describeForm(id, form, access, schemas, paths);
      }
      const { documents } = await this.registry.app(id);
      const channels = [...documents.channels.values()].filter((channel) => channel.type === 'call');
      const open = channels.filter((channel) => app.access[channel.form]?.create);
      if (open.length > 0) paths[`/apps/${id}/calls`] = { post: reportCall(open) };
    }
    return {
      openapi: '3.1.0',
      info: { title: 'Fieldwork', version: '1', description: 'Records of your apps, by your rights.' },
      servers: [{ url: '/api/v1' }],
      security: [{ key: [] }, { session: [] }],
      paths,
      components: {
        schemas,
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'fieldwork_session' },
        },
      },
    };
  }
}

function describeForm(
  app: string,
  form: Form,
  access: Access,
  schemas: Record<string, JsonSchema>,
  paths: Record<string, unknown>,
): void {
  const name = `${app}.${form.id}`;
  const label = localize(form.label, 'en');
  const seen = form.fields.filter((field) => !access.hidden.includes(field.id));
  const written = seen.filter(
    (field) =>
      !access.readOnly.includes(field.id) && !fieldTypeOf(field).generated && field.compute === undefined,
  );
  const properties = (fields: Form['fields'], use: 'read' | 'write') =>
    Object.fromEntries(fields.map((field) => [field.id, fieldSchema(field, use)]));
  schemas[name] = { title: label, type: 'object', properties: { ...system, ...properties(seen, 'read') } };
  schemas[`${name}.write`] = { title: label, type: 'object', properties: properties(written, 'write') };
  const record = { $ref: `#/components/schemas/${name}` };
  const body = {
    required: true,
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}.write` } } },
  };
  const base = `/apps/${app}/forms/${form.id}/records`;
  const tags = [label];
  paths[base] = {
    ...(access.read
      ? { get: { tags, summary: `List: ${label}`, parameters: listParameters, responses: listed(record) } }
      : {}),
    ...(access.create
      ? {
          post: {
            tags,
            summary: `Create: ${label}`,
            parameters: [idempotency],
            requestBody: body,
            responses: one(record, '201'),
          },
        }
      : {}),
  };
  paths[`${base}/{id}`] = {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
    ...(access.read ? { get: { tags, summary: `Read: ${label}`, responses: one(record, '200') } } : {}),
    ...(access.update
      ? {
          patch: {
            tags,
            summary: `Change: ${label}`,
            parameters: [idempotency, ifMatch],
            requestBody: body,
            responses: { ...one(record, '200'), '409': problem },
          },
        }
      : {}),
    ...(access.delete
      ? {
          delete: {
            tags,
            summary: `Delete: ${label}`,
            responses: { '204': { description: 'In the recycle bin' } },
          },
        }
      : {}),
  };
}

/** How a telephone exchange reports a call. */
function reportCall(channels: readonly CallChannel[]) {
  const { $schema: _, ...schema } = z.toJSONSchema(callBodySchema, { io: 'input' }) as JsonSchema;
  const names = channels.map(({ id }) => id).join(', ');
  const answer = {
    type: 'object',
    properties: { id: { type: 'string', format: 'uuid' }, state: { type: 'string' } },
  };
  return {
    tags: channels.map(({ label }) => localize(label, 'en')),
    summary: 'Report a telephone call',
    description: `\`agent\` is the login of the person it rings for; \`channel\` is one of: ${names}. The same \`callId\` again changes the call.`,
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: {
      '201': json({ type: 'object', properties: { data: answer } }, 'The call'),
      '403': problem,
      '404': problem,
      '422': problem,
    },
  };
}

const system: Record<string, JsonSchema> = {
  id: { type: 'string', format: 'uuid' },
  version: { type: 'integer' },
  created_at: { type: 'string', format: 'date-time' },
  updated_at: { type: 'string', format: 'date-time' },
};

const problemSchema: JsonSchema = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    issues: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          path: { type: 'array', items: { type: ['string', 'integer'] } },
          code: { type: 'string' },
          message: { type: 'object', properties: { 'zh-CN': { type: 'string' }, en: { type: 'string' } } },
        },
      },
    },
  },
};

const query = (name: string, description: string, schema: JsonSchema = { type: 'string' }) => ({
  name,
  in: 'query',
  description,
  schema,
});
const header = (name: string, description: string) => ({
  name,
  in: 'header',
  description,
  schema: { type: 'string' },
});

const idempotency = header('Idempotency-Key', 'The same key acts once; the first answer comes back.');
const ifMatch = header(
  'If-Match',
  'The version that was read; another one is a 409 that names the fields that differ.',
);
const listParameters = [
  query('filter', 'A condition in JSON Logic, as JSON.'),
  query('search', 'Words to look for in short texts.'),
  query('sort', 'Fields, the last first with a minus: `-created_at,title`.'),
  query('page', 'From 1.', { type: 'integer', minimum: 1 }),
  query('pageSize', 'At most 500.', { type: 'integer', minimum: 1, maximum: 500 }),
  query('fields', 'Only these fields, separated by commas.'),
  query('count', '`none` leaves the total out.', { type: 'string', enum: ['exact', 'none'] }),
  query('deleted', '`only` lists the recycle bin.', { type: 'string', enum: ['no', 'only'] }),
];

function json(schema: JsonSchema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

function one(record: JsonSchema, status: string) {
  return {
    [status]: json({ type: 'object', properties: { data: record } }, 'The record'),
    '403': problem,
    '404': problem,
    '422': problem,
  };
}

function listed(record: JsonSchema) {
  const meta = {
    type: 'object',
    properties: {
      page: { type: 'integer' },
      pageSize: { type: 'integer' },
      total: { type: ['integer', 'null'] },
    },
  };
  const schema = { type: 'object', properties: { data: { type: 'array', items: record }, meta } };
  return { '200': json(schema, 'A page of records'), '403': problem, '422': problem };
}
