import {
  type AskedData,
  askSchema,
  type ConnectionBody,
  type ConnectionData,
  type ConnectionKind,
  type ConnectorRun,
  connectionSchema,
  runConnectorSchema,
} from '@fieldwork/api-contract';
import { isIdentifier } from '@fieldwork/metadata';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { Administrator, CurrentCaller, ReadsOnly } from '../identity/current-caller.js';
import { Asker } from './asker.js';
import { connectionKinds } from './auth/registry.js';
import { ConnectionService } from './connection.service.js';
import { ConnectorService } from './connector.service.js';

const aSystem = z.string().refine(isIdentifier);

/** Other systems: connections and runs for administrators, questions for whoever fills a record in. */
@Controller('apps/:app')
export class ConnectorController {
  constructor(
    private readonly connections: ConnectionService,
    private readonly connectors: ConnectorService,
    private readonly asker: Asker,
  ) {}

  @Administrator()
  @Get('connections')
  async list(
    @Param('app') app: string,
  ): Promise<{ data: ConnectionData[]; meta: { kinds: ConnectionKind[] } }> {
    return { data: await this.connections.list(app), meta: { kinds: connectionKinds() } };
  }

  @Administrator()
  @Put('connections/:system')
  @HttpCode(204)
  async save(
    @Param('app') app: string,
    @Param('system', { schema: aSystem }) system: string,
    @Body({ schema: connectionSchema }) body: ConnectionBody,
  ): Promise<void> {
    await this.connections.save(app, system, body);
  }

  @Administrator()
  @Delete('connections/:system')
  @HttpCode(204)
  async remove(
    @Param('app') app: string,
    @Param('system', { schema: aSystem }) system: string,
  ): Promise<void> {
    await this.connections.remove(app, system);
  }

  @Administrator()
  @Get('connectors/:connector/runs')
  async runs(
    @Param('app') app: string,
    @Param('connector') connector: string,
  ): Promise<{ data: ConnectorRun[] }> {
    return { data: await this.connectors.log(app, connector) };
  }

  @Administrator()
  @Post('connectors/:connector/runs')
  @HttpCode(202)
  async run(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('connector') connector: string,
    @Body({ schema: runConnectorSchema }) { dry }: z.infer<typeof runConnectorSchema>,
  ): Promise<{ data: { job: string } }> {
    return { data: { job: await this.connectors.start(caller, app, connector, dry) } };
  }

  @ReadsOnly()
  @Post('connectors/:connector/ask')
  @HttpCode(200)
  async ask(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('connector') connector: string,
    @Body({ schema: askSchema }) { values }: z.infer<typeof askSchema>,
  ): Promise<{ data: AskedData }> {
    return { data: await this.asker.ask(caller, app, connector, values) };
  }
}
