import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';

/** Is there a process that still runs? A zombie does not run any more, though its id can still be signalled. */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return processState(pid) !== 'Z';
}

/** The command line of a process, or undefined where the system does not tell. */
export function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    if (process.platform === 'linux' || process.platform === 'win32') return undefined;
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  }
}

/** The id of the process that started this one; undefined where the system does not tell. */
export function parentOf(pid) {
  const parent = Number(statFields(pid)[1]);
  return parent > 0 ? parent : undefined;
}

/** Waits until `condition` gives something truthy, and gives that; undefined after `timeoutMs`. */
export async function waitFor(condition, timeoutMs, everyMs = 25) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) return undefined;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** A TCP port on the loopback address that nobody listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Can this port be listened on? */
export function isPortFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.on('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

function processState(pid) {
  return statFields(pid)[0];
}

// The fields after the name, which stands in brackets and may itself hold spaces and brackets.
function statFields(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
