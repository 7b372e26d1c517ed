import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { forbidden } from '../platform/http/problem.js';
import type { Caller } from './caller.js';
import { Administrator, CurrentCaller, SessionOnly } from './current-caller.js';
import {
  anId,
  type NewUser,
  newPassword,
  newUser,
  type UserChanges,
  userChanges,
  userQuery,
} from './user.schemas.js';
import { UserService } from './user.service.js';
import type { Member, User } from './user.store.js';

interface Listed<T> {
  readonly data: T[];
  readonly meta: { readonly total: number; readonly page: number; readonly pageSize: number };
}

@Controller('users')
export class UserController {
  constructor(private readonly users: UserService) {}

  /** Colleagues to pick from; with `detail=all` the administrators' list. */
  @Get()
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: userQuery }) query: z.infer<typeof userQuery>,
  ): Promise<Listed<User | Member>> {
    const { search, page, pageSize } = query;
    const window = { search, limit: pageSize, offset: (page - 1) * pageSize };
    if (query.detail === 'all') {
      if (!caller.isAdministrator) throw forbidden();
      const { users, total } = await this.users.list(window);
      return { data: users, meta: { total, page, pageSize } };
    }
    const { members, total } = await this.users.pick(window);
    return { data: members, meta: { total, page, pageSize } };
  }

  @Administrator()
  @Get(':id')
  async get(@Param('id', { schema: anId }) id: string): Promise<{ data: User }> {
    return { data: await this.users.get(id) };
  }

  @Administrator()
  @Post()
  async create(@Body({ schema: newUser }) body: NewUser): Promise<{ data: User }> {
    const id = await this.users.create(body);
    return { data: await this.users.get(id) };
  }

  @Administrator()
  @Patch(':id')
  async update(
    @Param('id', { schema: anId }) id: string,
    @Body({ schema: userChanges }) body: UserChanges,
  ): Promise<{ data: User }> {
    return { data: await this.users.update(id, body) };
  }

  @Administrator()
  @SessionOnly()
  @Put(':id/password')
  @HttpCode(204)
  async setPassword(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: anId }) id: string,
    @Body({ schema: newPassword }) body: z.infer<typeof newPassword>,
  ): Promise<void> {
    await this.users.setPassword(id, body.password, id === caller.userId ? caller.credentialId : null);
  }
}
