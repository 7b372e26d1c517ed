import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explainFileError, Failure } from './failure.mjs';
import { say } from './progress.mjs';
import { runQuietly } from './run-quietly.mjs';

const networkErrors =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network timeout/;

/** Installs the packages that the lock file names, unless exactly these are there already. */
export async function ensureInstalled(root) {
  const lock = path.join(root, 'package-lock.json');
  const marker = path.join(root, 'node_modules', '.fieldwork-lock');
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (isInstalled({ root, lock, marker, wanted })) return say('already there', '已就绪');

  try {
    accessSync(root, constants.W_OK);
  } catch (error) {
    throw explainFileError(error, root);
  }
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await runQuietly(...npm(args), { cwd: root, env: installEnvironment() });
  if (code !== 0) throw explainInstall(output, root);
  writeFileSync(marker, wanted);
  return say('installed', '已安装');
}

function isInstalled({ root, lock, marker, wanted }) {
  if (existsSync(marker)) return readFileSync(marker, 'utf8') === wanted;
  // Installed by hand: npm writes this file last.
  const hidden = path.join(root, 'node_modules', '.package-lock.json');
  return existsSync(hidden) && statSync(hidden).mtimeMs >= statSync(lock).mtimeMs;
}

// npm started through npm knows its own script; that also works where npm is not on the PATH.
function npm(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return [process.execPath, [script, ...args]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
}

// NODE_ENV=production would leave out the compilers that the next step needs.
function installEnvironment() {
  const { NODE_ENV: _, npm_config_omit: __, ...environment } = process.env;
  return environment;
}

function explainInstall(output, root) {
  if (networkErrors.test(output)) {
    return new Failure(
      'The npm registry cannot be reached, so the packages cannot be installed. Check the network, the proxy, or `npm config get registry`.',
      '无法连接 npm 源，依赖未能安装。请检查网络、代理，或用 npm config get registry 查看源地址。',
    );
  }
  const known = explainFileError(new Error(output), root);
  if (known instanceof Failure) return known;
  const last = output.trim().split('\n').slice(-15).join('\n');
  return new Failure(`npm ci failed:\n${last}`, '依赖安装失败，原因见上。');
}
