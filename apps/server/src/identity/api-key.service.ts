import { Injectable } from '@nestjs/common';
import { conflict, notFound, sentence } from '../platform/http/problem.js';
import { uuidv7 } from '../platform/uuid.js';
import { ApiKeyStore } from './api-key.store.js';
import type { ApiKey } from './api-key.table.js';
import type { Scope } from './caller.js';
import { SessionService } from './session.service.js';
import { createToken, hashToken } from './token.js';

const KEYS_PER_USER = 50;

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** ISO instant; null: until it is removed. */
  readonly expiresAt: string | null;
}

@Injectable()
export class ApiKeyService {
  constructor(
    private readonly keys: ApiKeyStore,
    private readonly sessions: SessionService,
  ) {}

  list(userId: string): Promise<ApiKey[]> {
    return this.keys.list(userId);
  }

  /** Makes a key; `key` in the answer is the only time it can be seen. */
  async create(userId: string, values: NewApiKey): Promise<ApiKey & { key: string }> {
    if ((await this.keys.count(userId)) >= KEYS_PER_USER)
      throw conflict(sentence('API 密钥数量已达上限', 'There are too many API keys already'));
    const key = `fwk_${createToken()}`;
    const id = uuidv7();
    await this.keys.add({
      id,
      userId,
      name: values.name,
      prefix: key.slice(0, 10),
      keyHash: hashToken(key),
      scopes: [...new Set(values.scopes)],
      expiresAt: values.expiresAt === null ? null : new Date(values.expiresAt),
    });
    const stored = await this.keys.find(id);
    if (!stored) throw notFound();
    return { ...stored, key };
  }

  async remove(userId: string, id: string): Promise<void> {
    if (!(await this.keys.remove(id, userId))) throw notFound();
    await this.sessions.accessChanged(userId);
  }
}
