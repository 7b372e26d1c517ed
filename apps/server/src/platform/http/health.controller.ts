import { Controller, Get, Header } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Public } from './public.js';

/** For whoever watches the process: alive, and ready to work. */
@Controller()
export class HealthController {
  constructor(private readonly database: Database) {}

  /** Alive: the process answers. */
  @Public()
  @Get('healthz')
  @Header('cache-control', 'no-store')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Ready: the database answers. It was migrated before this process began to listen. */
  @Public()
  @Get('readyz')
  @Header('cache-control', 'no-store')
  async ready(): Promise<{ status: 'ok' }> {
    await this.database.query('select 1');
    return { status: 'ok' };
  }
}
