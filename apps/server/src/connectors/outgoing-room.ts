import { Injectable } from '@nestjs/common';
import { ConnectionStore } from './connection.store.js';
import { ConnectorCalls } from './connector-calls.js';

/** What sending needs beside the records. */
@Injectable()
export class OutgoingRoom {
  constructor(
    readonly calls: ConnectorCalls,
    private readonly connections: ConnectionStore,
  ) {}

  get database() {
    return this.connections.database;
  }

  async isConnected(app: string, system: string): Promise<boolean> {
    return (await this.connections.find(app, system))?.isEnabled === true;
  }
}
