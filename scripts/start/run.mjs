import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentOf } from '../postgres/process.mjs';
import { ensureBuilt } from './build.mjs';
import { claimDataFolder } from './claim.mjs';
import { openDatabase } from './database.mjs';
import { Failure, tell } from './failure.mjs';
import { ensureInstalled } from './install.mjs';
import { checkPort } from './port.mjs';
import { createProgress, say } from './progress.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');
// The server finishes running requests for up to ten seconds.
const serverStopMs = 15_000;

/** Installs, builds, starts PostgreSQL and the server, and stays until somebody stops it. */
export async function run() {
  // Where npm was called from (INIT_CWD) counts for a relative folder, not where npm moved to.
  const base = process.env.FIELDWORK_DATA ? (process.env.INIT_CWD ?? process.cwd()) : root;
  const folder = path.resolve(base, process.env.FIELDWORK_DATA || '.data');
  const port = Number(process.env.PORT || 3000);
  const host = process.env.HOST || '0.0.0.0';
  const stopping = createStopping();
  try {
    const claim = await claimDataFolder(folder);
    stopping.add(async () => claim.release());
    claim.note({ port });
    await checkPort(port, host);
    const progress = createProgress(4);
    await progress.step(say('Packages', '依赖'), () => ensureInstalled(root));
    await progress.step(say('Build', '构建'), () => ensureBuilt(root));
    let database = '';
    await progress.step(say('Database', '数据库'), async () => {
      database = await openDatabase(folder, stopping);
      return process.env.DATABASE_URL ? say('reached', '已连接') : say('running', '运行中');
    });
    if (stopping.hasBegun) return;
    console.log(`[4/4] ${say('Server', '服务')} …`);
    const environment = { ...process.env, PORT: String(port), HOST: host, FIELDWORK_DATA: folder };
    serve({ environment: { ...environment, DATABASE_URL: database }, claim, stopping });
  } catch (error) {
    tell(error);
    await stopping.stop(1);
  }
}

function serve({ environment, claim, stopping }) {
  const main = path.join(root, 'apps', 'server', 'dist', 'main.js');
  const server = spawn(process.execPath, ['--enable-source-maps', main], {
    cwd: root,
    // A person watches this start: routine messages would bury the address and the set-up link.
    env: { NODE_ENV: 'production', FIELDWORK_LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
    // A group of its own: Ctrl-C reaches only us, and we stop the parts in their order.
    detached: process.platform !== 'win32',
  });
  claim.note({ server: server.pid });
  const hasEnded = new Promise((resolve) => server.on('close', resolve));
  stopping.add(async () => {
    const timer = setTimeout(() => server.kill('SIGKILL'), serverStopMs);
    server.kill('SIGTERM');
    await hasEnded;
    clearTimeout(timer);
  });
  hasEnded.then((code) => {
    if (stopping.hasBegun) return undefined;
    tell(
      new Failure(
        `The server ended (code ${code}). The reason is above.`,
        `服务已退出（代码 ${code}），原因见上。`,
      ),
    );
    return stopping.stop(1);
  });
}

/** Collects what must be undone at the end, and undoes it once, last first, whoever asks. */
function createStopping() {
  const undo = [];
  const stopping = {
    hasBegun: false,
    add(step) {
      undo.push(step);
    },
    async stop(code) {
      if (stopping.hasBegun) return;
      stopping.hasBegun = true;
      for (const step of undo.reverse()) await step().catch(tell);
      process.exit(code);
    },
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopping.stop(0));
  watchNpm(stopping);
  return stopping;
}

// When npm itself is killed nobody signals us. npm calls us through a shell, so its end shows in the line of
// our ancestors: the shell, or we ourselves, got another parent.
function watchNpm(stopping) {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const hasLostNpm = () => process.ppid !== shell || parentOf(shell) !== npm;
  setInterval(() => hasLostNpm() && stopping.stop(0), 1000).unref();
}
