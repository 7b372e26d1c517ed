import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { isUniqueViolation, sqlState } from '../platform/database/database-errors.js';
import type { Queryable } from '../platform/database/queryable.js';
import { conflict, invalid, notFound, type Problem, sentence } from '../platform/http/problem.js';
import { checkPassword, hashPassword, verifyPassword } from './password.js';
import { SessionService } from './session.service.js';
import { SessionStore } from './session.store.js';
import type { NewUser, UserChanges } from './user.schemas.js';
import { type Member, type User, type UserSearch, UserStore } from './user.store.js';

/** The people of the organisation. Nobody is ever deleted, their names stand in records; they are disabled. */
@Injectable()
export class UserService {
  constructor(
    private readonly users: UserStore,
    private readonly sessions: SessionService,
    private readonly sessionStore: SessionStore,
    private readonly database: Database,
  ) {}

  async get(id: string): Promise<User> {
    const user = await this.users.find(id);
    if (!user) throw notFound();
    return user;
  }

  /** Everything about everybody, for administrators. */
  list(search: UserSearch): Promise<{ users: User[]; total: number }> {
    return this.users.list(search);
  }

  /** Active colleagues to pick from. */
  pick(search: UserSearch): Promise<{ members: Member[]; total: number }> {
    return this.users.pick(search);
  }

  /** Names by id, for showing who did something. Unknown ids are left out. */
  names(ids: readonly string[], on?: Queryable): Promise<Map<string, string>> {
    return this.users.names(ids, on);
  }

  /** The ids of all active administrators. */
  administrators(): Promise<string[]> {
    return this.users.administrators();
  }

  /** The id of the active user with this login; null where there is none. */
  async idOf(login: string): Promise<string | null> {
    const user = await this.users.findForLogin(login);
    return user?.status === 'active' ? user.id : null;
  }

  /** Creates a user inside the caller's transaction, or its own. @throws Problem 422, 409 */
  async create(values: NewUser, database: Queryable = this.database): Promise<string> {
    const { password, ...rest } = values;
    if (password !== undefined) refuseBad(password, values.login);
    const passwordHash = password === undefined ? null : await hashPassword(password);
    return this.users.create(database, { ...rest, passwordHash }).catch(rethrow);
  }

  /** Changes a user; whoever loses rights or is disabled loses them with the answer to this call. */
  async update(id: string, changes: UserChanges): Promise<User> {
    const after = await this.database
      .transaction(async (tx) => {
        const administrators = await this.users.lockAdministrators(tx);
        if (!(await this.users.update(tx, id, changes))) throw notFound();
        const losesRights = changes.isAdministrator === false || changes.status === 'disabled';
        if (losesRights && administrators.length === 1 && administrators[0] === id) throw lastAdministrator();
        if (changes.status === 'disabled') await this.sessionStore.removeOfUser(tx, id);
        return this.users.find(id, tx);
      })
      .catch(rethrow);
    await this.sessions.accessChanged(id);
    return after as User;
  }

  /** Sets a password and ends the user's sessions, but for the one that asks. */
  async setPassword(id: string, password: string, keepSessionId: string | null): Promise<void> {
    const user = await this.get(id);
    refuseBad(password, user.login);
    const passwordHash = await hashPassword(password);
    await this.database.transaction(async (tx) => {
      await this.users.update(tx, id, { passwordHash });
      await this.sessionStore.removeOfUser(tx, id, keepSessionId);
    });
    await this.sessions.accessChanged(id);
  }

  /** Whether this is the user's present password. */
  async hasPassword(id: string, password: string): Promise<boolean> {
    return verifyPassword(await this.users.passwordHash(id), password);
  }

  /** The user's id when login and password belong together and the user is active; takes equally long when not. */
  async verify(login: string, password: string): Promise<string | null> {
    const user = await this.users.findForLogin(login);
    const isRight = await verifyPassword(user?.passwordHash ?? null, password);
    return user && isRight && user.status === 'active' ? user.id : null;
  }
}

function refuseBad(password: string, login: string): void {
  const issues = checkPassword(password, login);
  if (issues.length > 0) throw invalid(issues);
}

function lastAdministrator(): Problem {
  return conflict(sentence('至少要保留一位管理员', 'At least one administrator has to remain'));
}

function rethrow(error: unknown): never {
  if (isUniqueViolation(error, 'user_login'))
    throw conflict(sentence('登录名已被使用', 'This login is taken'));
  if (sqlState(error) !== '23503') throw error;
  const message = sentence('部门不存在', 'There is no such department');
  throw invalid([{ path: ['departmentId'], code: 'unknown', message }]);
}
