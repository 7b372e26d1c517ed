import { spawnSync } from 'node:child_process';
import { chownSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * PostgreSQL refuses to run as root. This says how it is started instead.
 *
 * @typedef {object} Account
 * @property {number | undefined} uid owner that the data folder must have; undefined: whoever we are
 * @property {number | undefined} gid
 * @property {(program: string, args: string[]) => [string, string[]]} command what to spawn for a program
 * @property {{ uid?: number, gid?: number }} options for node:child_process
 */

/** @type {Account} */
const asWeAre = { uid: undefined, gid: undefined, command: (program, args) => [program, args], options: {} };

/** Chooses the account for PostgreSQL: ourselves, or, when we are root, an unprivileged one that reaches `folders`. */
export function chooseAccount(folders) {
  if (process.platform === 'win32' || process.getuid() !== 0) return asWeAre;
  const account = unprivilegedAccount();
  if (account && folders.every((folder) => reaches(account, folder))) {
    return { ...account, command: asWeAre.command, options: { uid: account.uid, gid: account.gid } };
  }
  // A folder above is private to root (a home with mode 0700). A user namespace keeps root's own files
  // readable while PostgreSQL sees itself as an ordinary user, without any capability.
  const namespace = ['--user', '--map-user=1000', '--map-group=1000'];
  if (runs('unshare', [...namespace, 'true'])) return wrapped(0, 0, 'unshare', [...namespace, '--']);
  // Containers and chroots forbid namespaces; there one capability lets the account pass the private folder.
  if (account) {
    const capability = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
    capability.push('--inh-caps=+dac_override', '--ambient-caps=+dac_override');
    if (runs('setpriv', [...capability, 'true']))
      return wrapped(account.uid, account.gid, 'setpriv', capability);
  }
  throw new Error('no unprivileged account can reach the data folder');
}

/** Gives a folder and all in it to the account; nothing happens when it owns the folder already. */
export function giveTo(account, folder) {
  if (account.uid === undefined || statSync(folder).uid === account.uid) return;
  const pending = [folder];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true })) {
      const inner = path.join(next, entry.name);
      if (entry.isDirectory()) pending.push(inner);
      else lchownSync(inner, account.uid, account.gid);
    }
    chownSync(next, account.uid, account.gid);
  }
}

function unprivilegedAccount() {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields && Number(fields[2]) > 0) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  return undefined;
}

function reaches(account, folder) {
  const { uid, gid } = account;
  return (
    spawnSync('ls', ['-d', path.join(folder, '.')], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0
  );
}

function runs(program, args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

function wrapped(uid, gid, wrapper, options) {
  return { uid, gid, command: (program, args) => [wrapper, [...options, program, ...args]], options: {} };
}
