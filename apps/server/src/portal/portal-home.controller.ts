import {
  type PortalAsk,
  type PortalEnter,
  type PortalHomeData,
  portalAskSchema,
  portalEnterSchema,
} from '@fieldwork/api-contract';
import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../platform/config/config.js';
import { Public } from '../platform/http/public.js';
import { PortalHome } from './portal-home.js';
import { type OpenHome, PortalPersons } from './portal-persons.js';
import { PortalSignInService } from './portal-sign-in.js';

/** A portal for whoever comes without a link: he signs in by a code, and sees what is his. */
@Controller('portal/:app/:page/home')
@Public()
export class PortalHomeController {
  constructor(
    private readonly persons: PortalPersons,
    private readonly signIn: PortalSignInService,
    private readonly homes: PortalHome,
    private readonly config: Config,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  async show(
    @Param('app') app: string,
    @Param('page') page: string,
    @Req() request: FastifyRequest,
  ): Promise<{ data: PortalHomeData }> {
    const home = await this.persons.home({ app, page });
    const session = this.#token(request);
    const ids = await this.signIn.who(home, session);
    const signedIn = session !== undefined && ids.length > 0 ? { ids, session } : null;
    return { data: await this.homes.show(home, signedIn) };
  }

  @Post('codes')
  @HttpCode(204)
  async ask(
    @Param('app') app: string,
    @Param('page') page: string,
    @Req() { ip }: FastifyRequest,
    @Body({ schema: portalAskSchema }) body: PortalAsk,
  ): Promise<void> {
    await this.signIn.ask(await this.persons.home({ app, page }), body, ip);
  }

  @Post('session')
  @HttpCode(204)
  async enter(
    @Param('app') app: string,
    @Param('page') page: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body({ schema: portalEnterSchema }) body: PortalEnter,
  ): Promise<void> {
    const home = await this.persons.home({ app, page });
    const token = await this.signIn.enter(home, body, request.ip);
    reply.setCookie(this.#name(request), token, {
      ...this.#options(request, home),
      maxAge: home.signIn.hours * 3600,
    });
  }

  @Delete('session')
  @HttpCode(204)
  async leave(
    @Param('app') app: string,
    @Param('page') page: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const home = await this.persons.home({ app, page });
    const token = this.#token(request);
    if (token !== undefined) await this.signIn.leave(home.at, token);
    reply.clearCookie(this.#name(request), this.#options(request, home));
  }

  #token(request: FastifyRequest): string | undefined {
    return request.cookies[this.#name(request)];
  }

  #name(request: FastifyRequest): string {
    return this.#isSecure(request) ? '__Secure-fieldwork-portal' : 'fieldwork-portal';
  }

  /** Of this portal alone: no other page of the installation is sent it. */
  #options(request: FastifyRequest, { at }: OpenHome) {
    const path = `/api/v1/portal/${at.app}/${at.page}`;
    return { path, httpOnly: true, sameSite: 'strict', secure: this.#isSecure(request) } as const;
  }

  #isSecure({ protocol }: FastifyRequest): boolean {
    return protocol === 'https' || this.config.baseUrl?.startsWith('https:') === true;
  }
}
