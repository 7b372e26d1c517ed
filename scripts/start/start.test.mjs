import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../postgres/process.mjs';
import { explainFileError, Failure } from './failure.mjs';

const script = fileURLToPath(new URL('../start.mjs', import.meta.url));

function start(environment) {
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: '', ...environment };
    const child = spawn(process.execPath, [script], { env, cwd: os.tmpdir() });
    let text = '';
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    child.on('close', (code) => resolve({ code, text }));
  });
}

describe('npm start says in one sentence per language what is wrong:', () => {
  let folder;
  let port;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'fieldwork-start-'));
    port = await freePort();
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('the port is in use', async () => {
    const other = net.createServer();
    await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
    const taken = other.address().port;
    const { code, text } = await start({ FIELDWORK_DATA: folder, PORT: String(taken), HOST: '127.0.0.1' });
    await new Promise((resolve) => other.close(resolve));
    expect(code).toBe(1);
    expect(text).toContain(`Port ${taken} is used by another program`);
    expect(text).toContain(`端口 ${taken} 已被其他程序占用`);
    expect(text).not.toContain('    at ');
    expect(existsSync(path.join(folder, 'start.json'))).toBe(false);
  });

  it('the port is not a number', async () => {
    const { code, text } = await start({ FIELDWORK_DATA: folder, PORT: 'abc' });
    expect(code).toBe(1);
    expect(text).toContain('PORT must be a number');
  });

  it('the data folder lies below a file', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const { code, text } = await start({ FIELDWORK_DATA: path.join(file, 'data'), PORT: String(port) });
    expect(code).toBe(1);
    expect(text).toContain('cannot be written');
  });

  it('another start uses the same data', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)', 'start.mjs']);
    writeFileSync(path.join(folder, 'start.json'), JSON.stringify({ start: other.pid, port: 3000 }));
    const { code, text } = await start({ FIELDWORK_DATA: folder, PORT: String(port) });
    other.kill();
    expect(code).toBe(1);
    expect(text).toContain(`already runs with the data in ${folder} on port 3000`);
    rmSync(path.join(folder, 'start.json'));
  });

  it.each([
    ['EROFS', 'cannot be written'],
    ['EACCES', 'cannot be written'],
    ['ENOSPC', 'is full'],
  ])('the system answers %s', (code, sentence) => {
    const failure = explainFileError(Object.assign(new Error(code), { code }), '/srv/data');
    expect(failure).toBeInstanceOf(Failure);
    expect(failure.message).toContain(sentence);
  });
});
