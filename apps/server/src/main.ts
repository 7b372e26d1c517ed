import { Logger } from '@nestjs/common';
import { createApp } from './create-app.js';
import { SetupService } from './identity/setup.service.js';
import { type Config } from './platform/config/config.js';
import { readConfig } from './platform/config/read-config.js';
import { waitForDatabase } from './platform/database/wait-for-database.js';
import { JsonLogger } from './platform/log/logger.js';

const FINISH_MS = 10_000;

/** Starts the server, prints where it is, and stops it cleanly on a signal. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  await waitForDatabase(config.databaseUrl, 15_000);
  const app = await createApp(config, new JsonLogger(config.logLevel));
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), FINISH_MS).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const setupToken = await app.get(SetupService).prepare();
  await app.listen(config.port, config.host);
  announce(config, new URL(await app.getUrl()).port, setupToken);
}

function announce(config: Config, port: string, setupToken: string | null): void {
  const isAnywhere = config.host === '0.0.0.0' || config.host === '::';
  const address = config.baseUrl ?? `http://${isAnywhere ? 'localhost' : config.host}:${port}`;
  console.log(`Fieldwork: ${address}`);
  if (setupToken !== null) console.log(`Set up: ${address}/setup?token=${setupToken}`);
}

// One broken promise is a bug to be fixed, not a reason to take everybody's work away.
process.on('unhandledRejection', (reason) => new Logger('Process').error(reason));

main().catch((error: Error & { code?: string }) => {
  const inUse =
    error.code === 'EADDRINUSE' ? `Port ${process.env['PORT'] ?? 3000} is already in use.` : error.message;
  console.error(inUse || error);
  process.exit(1);
});
