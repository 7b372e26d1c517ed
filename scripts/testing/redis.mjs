import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { freePort, waitFor } from '../postgres/process.mjs';

/** Starts a Redis for the queue's tests, or gives undefined where there is none and none can be installed. */
export async function startTestRedis() {
  if (!hasRedis() && !installRedis()) return undefined;
  const port = await freePort();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fieldwork-redis-'));
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'yes',
  ];
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  const hasEnded = new Promise((resolve) => child.on('close', resolve));
  const stop = async () => {
    child.kill();
    await hasEnded;
    rmSync(folder, { recursive: true, force: true });
  };
  if (await waitFor(() => isListening(port), 10_000)) return { url: `redis://127.0.0.1:${port}`, stop };
  await stop();
  return undefined;
}

function hasRedis() {
  return spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;
}

// No npm package carries a Redis server. On a throw-away Debian machine, where we are root, apt has one.
function installRedis() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  const apt = (...args) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync('apt-get', ['-qq', ...args], { stdio: 'ignore', env, timeout: 120_000 }).status === 0;
  };
  // The package would start a service of its own; only the program is wanted.
  const install = () => apt('install', '-y', '--no-install-recommends', 'redis-server');
  return (install() || (apt('update') && install())) && hasRedis();
}

function isListening(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
