import type { DeviceData, DevicePosition, RegisterDevice } from '@fieldwork/api-contract';
import { mayOpen } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { rolesOf } from '../access/policies.js';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { SessionService } from '../identity/session.service.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { conflict, forbidden, notFound, Problem, sentence } from '../platform/http/problem.js';
import { type Contact, type DeviceRow, DeviceStore } from './device.store.js';
import { KnownPositionStore } from './known-position.store.js';

/** Phones that work for somebody: known by an id they gave themselves, and shut out when they are lost. */
@Injectable()
export class DeviceService {
  constructor(
    private readonly store: DeviceStore,
    private readonly registry: AppRegistry,
    private readonly sessions: SessionService,
    private readonly known: KnownPositionStore,
  ) {}

  /** The same device once more only takes the new name. @throws Problem 409 for an id that is taken or was shut out */
  async register(caller: Caller, { id, name, replaces }: RegisterDevice): Promise<DeviceData> {
    if (replaces !== undefined) await this.#replace(caller, replaces, id, name);
    if (!(await this.store.add(id, caller, name))) {
      const taken = await this.store.find(id);
      if (taken?.userId === caller.userId) throw revoked();
      throw conflict(sentence('这个设备标识已被使用', 'This device id is taken'));
    }
    return (await this.store.show(id)) as DeviceData;
  }

  /** One's own; with `all` everybody's (administrators), with `app` those of its members (who may dispatch there). */
  async list(caller: Caller, { app, all }: { app: string | null; all: boolean }): Promise<DeviceData[]> {
    if (all && !caller.isAdministrator) throw forbidden();
    if (all) return this.store.list({ user: null, app });
    if (app === null) return this.store.list({ user: caller.userId, app: null });
    if (!canSeeApp(caller, app)) throw notFound();
    return (await this.#mayDispatch(caller, app))
      ? this.store.list({ user: null, app })
      : this.store.list({ user: caller.userId, app: null });
  }

  /** From now on it gets nothing any more; at its next contact it wipes itself. By its owner or an administrator. */
  async revoke(caller: Caller, id: string): Promise<void> {
    await this.#demand(caller, id);
    await this.#endSession(caller, await this.store.revoke(id));
  }

  async remove(caller: Caller, id: string): Promise<void> {
    await this.#demand(caller, id);
    await this.#endSession(caller, await this.store.remove(id));
  }

  /**
   * Whether that device was shut out, told to anybody who knows its id. With the device its session ended, at once: else
   * whoever holds the phone registers it under another id before it has wiped itself. So it can no longer be told in
   * that session that it is to wipe itself, and an answer “not signed in” alone must not make it lose what waits on it.
   * The id is random and the phone's own; whoever knows it learns yes or no.
   */
  async isShutOut(id: string): Promise<boolean> {
    const device = await this.store.find(id);
    return device !== null && device.revokedAt !== null;
  }

  /** The caller's own device getting in touch. @throws Problem 403 `device-revoked`, 404 for one that is not his */
  async meet(caller: Caller, id: string, contact: Contact): Promise<DeviceRow> {
    const device = await this.store.find(id);
    if (device?.userId !== caller.userId) throw unknown();
    if (device.revokedAt !== null) throw revoked();
    await this.store.touch(id, caller.credentialId, contact);
    return device;
  }

  /** Where a device is that was met just now. */
  async locate(
    caller: Caller,
    { id }: DeviceRow,
    contact: Contact & { position: DevicePosition },
  ): Promise<void> {
    await this.store.touch(id, caller.credentialId, contact);
    await this.known.keep(this.store.database, caller.userId, contact.position);
  }

  /** Whoever shuts out the device before him stays signed in: he is who he is. */
  async #endSession({ credentialId }: Caller, sessionId: string | null): Promise<void> {
    if (sessionId !== null && sessionId !== credentialId) await this.sessions.endOther(sessionId);
  }

  /** One that is not known (any more) is registered as a new one. @throws Problem 403 for one that was shut out */
  async #replace(caller: Caller, old: string, id: string, name: string): Promise<void> {
    const { userId } = caller;
    if (await this.store.replace(old, id, caller, name)) return;
    const [former, present] = [await this.store.find(old), await this.store.find(id)];
    // Once more, because the answer was lost.
    if (former?.userId !== userId || present?.userId === userId) return;
    if (former.revokedAt !== null) throw revoked();
  }

  async #demand(caller: Caller, id: string): Promise<void> {
    const device = await this.store.show(id);
    if (!device || (device.user.id !== caller.userId && !caller.isAdministrator)) throw notFound();
  }

  /** Whoever has a dispatch board before him may see which phones have been heard of. */
  async #mayDispatch(caller: Caller, appId: string): Promise<boolean> {
    if (caller.isBuilder) return true;
    const { documents } = await this.registry.app(appId);
    const roles = rolesOf(caller, appId, documents);
    return [...documents.pages.values()].some(
      ({ type, id }) => type === 'timeline' && mayOpen(roles, 'pages', id),
    );
  }
}

/** The phone registers anew: the server may have been set back to before it was known. */
function unknown(): Problem {
  return new Problem(404, 'device-unknown', sentence('这台设备未登记', 'This device is not registered'));
}

function revoked(): Problem {
  return new Problem(403, 'device-revoked', sentence('此设备已被停用', 'This device was shut out'), {
    detail: sentence(
      '管理员或您本人已停用此设备，本机数据将被清除',
      'An administrator or you have shut this device out; the data on it will be erased',
    ),
  });
}
