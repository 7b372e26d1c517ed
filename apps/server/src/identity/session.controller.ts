import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Config } from '../platform/config/config.js';
import { invalid, sentence, unauthenticated } from '../platform/http/problem.js';
import { Public } from '../platform/http/public.js';
import type { Caller } from './caller.js';
import { CurrentCaller, SessionOnly } from './current-caller.js';
import { DepartmentService } from './department.service.js';
import { LoginThrottle } from './login-throttle.js';
import { SessionService } from './session.service.js';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.js';
import { ownPassword, ownSettings } from './user.schemas.js';
import { UserService } from './user.service.js';

const credentials = z.strictObject({
  login: z.string().trim().min(1).max(100),
  password: z.string().max(1024),
});

/** Signing in and out, and what concerns only oneself. */
@Controller('session')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly users: UserService,
    private readonly departments: DepartmentService,
    private readonly throttle: LoginThrottle,
    private readonly config: Config,
  ) {}

  @Public()
  @Post()
  async signIn(
    @Body({ schema: credentials }) body: z.infer<typeof credentials>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ data: object }> {
    await this.throttle.begin(body.login, request.ip);
    const userId = await this.users.verify(body.login, body.password);
    if (userId === null) {
      await this.throttle.failed(body.login);
      throw unauthenticated(sentence('登录名或密码不正确', 'Login or password is wrong'));
    }
    await this.throttle.succeeded(body.login, request.ip);
    const token = await this.sessions.begin(userId, request.ip, request.headers['user-agent'] ?? '');
    setSessionCookie(request, reply, this.config, token);
    const caller = await this.sessions.findBySession(token);
    if (!caller) throw unauthenticated();
    return { data: await this.#describe(caller) };
  }

  @Get()
  async current(@CurrentCaller() caller: Caller): Promise<{ data: object }> {
    return { data: await this.#describe(caller) };
  }

  @Public()
  @Delete()
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = readSessionCookie(request, this.config);
    const caller = token ? await this.sessions.findBySession(token) : null;
    if (token && caller) await this.sessions.end(token, caller.userId);
    clearSessionCookie(request, reply, this.config);
  }

  @Patch()
  @SessionOnly()
  @HttpCode(204)
  async change(
    @CurrentCaller() caller: Caller,
    @Body({ schema: ownSettings }) body: z.infer<typeof ownSettings>,
  ): Promise<void> {
    await this.users.update(caller.userId, body);
  }

  @Put('password')
  @SessionOnly()
  @HttpCode(204)
  async changePassword(
    @CurrentCaller() caller: Caller,
    @Body({ schema: ownPassword }) body: z.infer<typeof ownPassword>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    // A stolen session must not be a way to guess the password.
    await this.throttle.begin(caller.login, request.ip);
    if (!(await this.users.hasPassword(caller.userId, body.current))) {
      const message = sentence('当前密码不正确', 'The present password is wrong');
      throw invalid([{ path: ['current'], code: 'wrong', message }]);
    }
    await this.throttle.succeeded(caller.login, request.ip);
    await this.users.setPassword(caller.userId, body.password, caller.credentialId);
  }

  async #describe(caller: Caller): Promise<object> {
    const { userId, login, name, isAdministrator, isBuilder, locale, roles } = caller;
    const department = caller.departmentId === null ? null : await this.departments.find(caller.departmentId);
    return {
      user: {
        id: userId,
        login,
        name,
        isAdministrator,
        isBuilder,
        locale,
        department: department && { id: department.id, name: department.name },
      },
      apps: roles,
      timeZone: this.config.timeZone,
      maxFileBytes: this.config.maxFileBytes,
    };
  }
}
