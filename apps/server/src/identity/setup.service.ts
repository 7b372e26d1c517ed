import type { DemoAccess } from '@fieldwork/api-contract';
import { Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { forbidden, sentence } from '../platform/http/problem.js';
import type { Caller } from './caller.js';
import { SessionService } from './session.service.js';
import { SetupStore } from './setup.store.js';
import { type Content, SETUP_CONTENT, type SetupContent } from './setup-content.js';
import { createToken, hashToken } from './token.js';
import { UserService } from './user.service.js';

interface Installed {
  content: 'installed' | 'failed' | 'none';
  demo: DemoAccess | null;
}

/** The first start: makes the first administrator, once, and fills the installation if wanted. */
@Injectable()
export class SetupService {
  readonly #log = new Logger('Setup');

  constructor(
    private readonly store: SetupStore,
    private readonly users: UserService,
    private readonly sessions: SessionService,
    private readonly database: Database,
    private readonly config: Config,
    private readonly modules: ModuleRef,
  ) {}

  async isNeeded(): Promise<boolean> {
    return !(await this.store.isCompleted());
  }

  /**
   * Called at each start, before the server listens: with a password in the environment the administrator is made
   * now. Else answers the token for the set-up link, a new one each time, as long as the set-up is open.
   */
  async prepare(): Promise<string | null> {
    if (!(await this.isNeeded())) return null;
    const { adminPassword, demo } = this.config;
    if (adminPassword !== null) {
      const token = await this.#create(null, adminPassword, '管理员');
      const installed = token && (await this.#install(token, demo ? 'after-sales-demo' : 'empty'));
      if (installed) this.#announce(installed);
      return null;
    }
    const token = createToken();
    await this.store.setToken(hashToken(token));
    return token;
  }

  /** Makes the administrator with the link's token; answers a session token. @throws Problem 403, 422 */
  async complete(
    token: string,
    password: string,
    name: string,
    content: Content,
  ): Promise<Installed & { session: string }> {
    const session = await this.#create(hashToken(token), password, name);
    if (session === null)
      throw forbidden(sentence('安装链接无效或已使用', 'The set-up link is wrong or has been used'));
    return {
      session,
      ...(await this.#install(session, this.config.demo ? 'after-sales-demo' : content)),
    };
  }

  async #create(tokenHash: Buffer | null, password: string, name: string): Promise<string | null> {
    const userId = await this.database.transaction(async (tx) => {
      if (!(await this.store.complete(tx, tokenHash))) return null;
      return this.users.create(
        { login: 'admin', name, password, isAdministrator: true, isBuilder: true },
        tx,
      );
    });
    return userId === null ? null : this.sessions.begin(userId, '', 'set-up');
  }

  /** A failure here leaves a working, empty installation; the content can be installed later by hand. */
  async #install(session: string, content: Content): Promise<Installed> {
    const provider = content === 'empty' ? null : this.#provider();
    if (content === 'empty' || provider === null) return { content: 'none', demo: null };
    try {
      const demo = await provider.install(content, (await this.sessions.findBySession(session)) as Caller);
      return { content: 'installed', demo };
    } catch (error) {
      this.#log.error({
        msg: `The content could not be installed: ${(error as Error).message}`,
        stack: (error as Error).stack,
      });
      return { content: 'failed', demo: null };
    }
  }

  /** Where nobody looks at the first page, the start's output says how the people of the demo sign in. */
  #announce({ demo }: Installed): void {
    if (demo === null) return;
    const logins = demo.users.map(({ login }) => login).join(', ');
    const password = this.config.demoPassword === null ? demo.password : 'of FIELDWORK_DEMO_PASSWORD';
    this.#log.log({ msg: `The people of the demo sign in with the password ${password}: ${logins}` });
  }

  /** Asked for late and by token: whoever offers it stands above this feature and may itself need it. */
  #provider(): SetupContent | null {
    try {
      return this.modules.get<SetupContent>(SETUP_CONTENT, { strict: false });
    } catch {
      return null;
    }
  }
}
