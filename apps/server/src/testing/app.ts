import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { createTestDatabase } from '../../../../scripts/testing/database.mjs';
import { createApp } from '../create-app.js';
import { SetupService } from '../identity/setup.service.js';
import { UserService } from '../identity/user.service.js';
import { Config } from '../platform/config/config.js';
import { readConfig } from '../platform/config/read-config.js';
import { Database } from '../platform/database/database.js';

/** The password of every user in a test. */
export const testPassword = 'correct-horse-battery';

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: Database;
  readonly url: string;
  /** A browser of somebody who is not signed in. */
  anonymous(): ReturnType<typeof supertest.agent>;
  /** A browser in which that user is signed in; the user is made when he does not exist yet. */
  as(login: string): Promise<ReturnType<typeof supertest.agent>>;
  /** Makes an ordinary user, answers the id. */
  createUser(login: string, values?: { name?: string; isBuilder?: boolean }): Promise<string>;
  close(): Promise<void>;
}

/** The whole server over a fresh database, listening on a free port, with the administrator `admin` (unless open). */
export async function createTestApp(
  options: { config?: Partial<Config>; isSetupOpen?: boolean } = {},
): Promise<TestApp> {
  const created = await createTestDatabase();
  const dataFolder = mkdtempSync(join(tmpdir(), 'fieldwork-app-'));
  const base = readConfig({
    DATABASE_URL: created.url,
    FIELDWORK_DATA: dataFolder,
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_CONNECTIONS: '8',
    ...(options.isSetupOpen ? {} : { FIELDWORK_ADMIN_PASSWORD: testPassword }),
  });
  const app = await createApp(new Config({ ...base, ...options.config }), false);
  if (!options.isSetupOpen) await app.get(SetupService).prepare();
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const users = app.get(UserService);
  const known = new Set(['admin']);
  const createUser: TestApp['createUser'] = (login, values = {}) => {
    known.add(login);
    return users.create({ name: login, ...values, login, password: testPassword });
  };
  return {
    app,
    url,
    database: app.get(Database),
    createUser,
    anonymous: () => supertest.agent(url),
    async as(login) {
      if (!known.has(login)) await createUser(login);
      const agent = supertest.agent(url);
      await agent.post('/api/v1/session').send({ login, password: testPassword }).expect(201);
      return agent;
    },
    async close() {
      await app.close();
      await created.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
