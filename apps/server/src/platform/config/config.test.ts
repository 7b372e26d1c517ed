import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from '../uuid.js';
import { readConfig } from './read-config.js';
import { loadSecrets } from './secrets.js';

const DATABASE_URL = 'postgres://fw@127.0.0.1:5432/fieldwork';

describe('the settings', () => {
  it('need nothing but a database', () => {
    expect(readConfig({ DATABASE_URL })).toMatchObject({
      port: 3000,
      redisUrl: null,
      adminPassword: null,
      demo: false,
      timeZone: 'Asia/Shanghai',
      trustProxy: false,
      maxFileBytes: 50 * 1024 * 1024,
      production: true,
    });
  });

  it('take an empty variable for an absent one', () => {
    const env = {
      DATABASE_URL,
      REDIS_URL: '',
      FIELDWORK_ADMIN_PASSWORD: ' ',
      FIELDWORK_BASE_URL: '',
      FIELDWORK_DEMO: '',
    };
    expect(readConfig(env)).toMatchObject({
      redisUrl: null,
      adminPassword: null,
      baseUrl: null,
      demo: false,
    });
  });

  it('name every wrong variable in one message', () => {
    const env = { DATABASE_URL: 'mysql://x', PORT: 'many', FIELDWORK_TIME_ZONE: 'Mars/Base' };
    expect(() => readConfig(env)).toThrow(/DATABASE_URL: [\s\S]*/);
    expect(() => readConfig(env)).toThrow(/PORT: [\s\S]*FIELDWORK_TIME_ZONE: is not a known time zone/);
  });
});

describe('the secrets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldwork-secrets-'));
  const path = join(folder, 'secrets.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are made once, for this user only, and stay the same', () => {
    const made = loadSecrets(folder);
    expect(Buffer.from(made.signingKey, 'base64url')).toHaveLength(32);
    expect(made.signingKey).not.toBe(made.encryptionKey);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(loadSecrets(folder)).toEqual(made);
  });

  it.each([['short'], ['changeme'.repeat(8)], ['a'.repeat(64)], ['']])(
    'are refused when weak: %s',
    (weak) => {
      const good = JSON.parse(readFileSync(path, 'utf8'));
      writeFileSync(path, JSON.stringify({ ...good, signingKey: weak }));
      expect(() => loadSecrets(folder)).toThrow('signingKey');
      writeFileSync(path, JSON.stringify(good));
    },
  );

  it('are never replaced when damaged', () => {
    writeFileSync(path, '{"signingKey":');
    expect(() => loadSecrets(folder)).toThrow('backup');
  });
});

describe('ids', () => {
  it('are UUIDs of version 7 that sort in the order in which they were made', () => {
    const ids = Array.from({ length: 20_000 }, uuidv7);
    expect(
      ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      Math.abs(Number.parseInt((ids[0] as string).replace('-', '').slice(0, 12), 16) - Date.now()),
    ).toBeLessThan(5000);
  });
});
