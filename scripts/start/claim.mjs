import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLine, isRunning, waitFor } from '../postgres/process.mjs';
import { explainFileError, Failure } from './failure.mjs';

/**
 * Claims the data folder for this start, so that two servers never share one folder.
 * A server that a killed start left behind is ended first.
 *
 * @returns {Promise<{ note: (facts: object) => void, release: () => void }>}
 */
export async function claimDataFolder(folder) {
  const file = path.join(folder, 'start.json');
  const facts = { start: process.pid };
  const write = (flag) => writeFileSync(file, JSON.stringify(facts), { mode: 0o600, flag });
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    await endLeftOver(file, folder);
    rmSync(file, { force: true });
    write('wx');
  } catch (error) {
    throw explainFileError(error, folder);
  }
  return {
    note(more) {
      Object.assign(facts, more);
      write('w');
    },
    release: () => rmSync(file, { force: true }),
  };
}

async function endLeftOver(file, folder) {
  const known = read(file);
  if (isProgram(known.start, 'start.mjs')) {
    throw new Failure(
      `Fieldwork already runs with the data in ${folder}${known.port ? ` on port ${known.port}` : ''} (process ${known.start}). Stop it first, or set FIELDWORK_DATA to another folder.`,
      `数据文件夹 ${folder} 已有 Fieldwork 在运行${known.port ? `（端口 ${known.port}）` : ''}，进程号 ${known.start}。请先停止它，或用 FIELDWORK_DATA 指定其他文件夹。`,
    );
  }
  if (!isProgram(known.server, 'main.js')) return;
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    process.kill(known.server, signal);
    if (await waitFor(() => !isRunning(known.server), 10_000)) return;
  }
}

// The number of a dead process may belong to any other program by now.
function isProgram(pid, script) {
  return Number.isInteger(pid) && pid !== process.pid && isRunning(pid) && commandLine(pid)?.includes(script);
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
