import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, HttpException, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { z } from 'zod';
import { Config } from '../config/config.js';
import { readConfig } from '../config/read-config.js';
import { HttpAdapter } from './http-adapter.js';
import { conflict, sentence } from './problem.js';
import { RawJson } from './raw-json.js';
import { requestLocale } from './request-locale.js';
import { checkSameOrigin } from './same-origin.js';
import { setUpHttp } from './set-up-http.js';

const config = readConfig({
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  FIELDWORK_BASE_URL: 'https://fw.example/',
});

@Controller('probe')
class ProbeController {
  @Get('raw')
  raw(): RawJson {
    return new RawJson('{"data":{"price":12.50}}');
  }
  @Get('bug')
  bug(): never {
    throw new Error('password=hunter2');
  }
  @Get('lost')
  lost(): never {
    throw Object.assign(new Error('terminating connection'), { code: '57P01' });
  }
  @Get('full')
  full(): never {
    throw Object.assign(new Error('could not extend file'), { code: '53100' });
  }
  @Get('teapot')
  teapot(): never {
    throw new HttpException('no', 418);
  }
  @Post('conflict')
  conflict(): never {
    throw conflict(sentence('已被他人修改', 'Somebody else changed it'), [], { fields: ['status'] });
  }
  @Get('item/:id')
  item(@Param('id', { schema: z.uuid() }) id: string): { data: string } {
    return { data: id };
  }
}

@Module({ controllers: [ProbeController], providers: [{ provide: Config, useValue: config }] })
class ProbeModule {}

describe('HTTP', () => {
  let app: NestFastifyApplication;
  let web: string;
  const get = (path: string) => supertest(app.getHttpServer()).get(path);

  beforeAll(async () => {
    web = mkdtempSync(join(tmpdir(), 'fieldwork-web-'));
    mkdirSync(join(web, 'assets'));
    writeFileSync(join(web, 'index.html'), '<!doctype html><title>workspace</title>');
    writeFileSync(join(web, 'portal.html'), '<!doctype html><title>portal</title>');
    writeFileSync(join(web, 'assets', 'main-abc123.js'), `console.log('${'x'.repeat(5000)}')`);
    app = await NestFactory.create<NestFastifyApplication>(ProbeModule, new HttpAdapter(config), {
      logger: false,
    });
    await setUpHttp(app, web);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    rmSync(web, { recursive: true });
  });

  it('passes JSON text through untouched', async () => {
    const answer = await get('/api/v1/probe/raw').expect(200);
    expect(answer.text).toBe('{"data":{"price":12.50}}');
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('refuses bodies that are nested without end, and takes those that are deep', async () => {
    const send = (deep: number) =>
      supertest(app.getHttpServer())
        .post('/api/v1/probe/conflict')
        .set('content-type', 'application/json')
        .send(`{"a":${'['.repeat(deep)}${']'.repeat(deep)}}`);
    await send(150_000).expect(400);
    await send(150).expect(409);
  });

  it('says nothing about a bug but its request id', async () => {
    const answer = await get('/api/v1/probe/bug').expect(500);
    expect(answer.text).not.toContain('hunter2');
    expect(answer.body).toMatchObject({ status: 500, requestId: answer.headers['x-request-id'] });
  });

  it('names an unavailable database, a full disk, a conflict and a wrong parameter by their status', async () => {
    expect((await get('/api/v1/probe/lost').expect(503)).headers['retry-after']).toBe('2');
    await get('/api/v1/probe/full').expect(507);
    await get('/api/v1/probe/teapot').expect(418);
    const answer = await supertest(app.getHttpServer())
      .post('/api/v1/probe/conflict')
      .set('accept-language', 'zh')
      .expect(409);
    expect(answer.body).toMatchObject({
      detail: '已被他人修改',
      fields: ['status'],
      type: 'urn:fieldwork:problem:conflict',
    });
    const wrong = await get('/api/v1/probe/item/7').expect(422);
    expect(wrong.body.issues).toMatchObject([{ code: 'invalid' }]);
  });

  it('serves the page of each part of the web application, never a page for the API or a missing file', async () => {
    expect((await get('/')).text).toContain('workspace');
    expect((await get('/apps/after_sales/forms')).text).toContain('workspace');
    expect((await get('/portal/ticket/5')).text).toContain('portal');
    for (const path of ['/api/v1/none', '/api/x', '/assets/gone.js', '/..%2f..%2fetc%2fpasswd.txt', '/%ff']) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers['content-type']]).toEqual([
        path,
        answer.status >= 400 ? answer.status : 0,
        expect.stringContaining('json'),
      ]);
    }
  });

  it('lets no inline script run and keeps hashed files for ever, compressed', async () => {
    const page = await get('/');
    const policy = page.headers['content-security-policy'] as string;
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(page.headers['cache-control']).toBe('no-cache');
    const url = '/assets/main-abc123.js';
    const script = await app.inject({ url, headers: { 'accept-encoding': 'br, gzip' } });
    expect(script.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(script.rawPayload.length).toBeLessThan(200);
    await get('/assets/main-abc123.js')
      .set('accept-encoding', 'br')
      .set('if-none-match', script.headers['etag'] as string)
      .expect(304);
  });

  it.each([
    ['GET', { 'sec-fetch-site': 'cross-site' }, null],
    ['POST', { 'content-type': 'application/json', 'content-length': '2' }, null],
    ['POST', { origin: 'https://fw.example', 'content-type': 'application/json' }, null],
    ['POST', { origin: 'http://localhost:3000', 'content-type': 'application/json; charset=utf-8' }, null],
    ['POST', { origin: 'https://fw.example.evil.org', 'content-type': 'application/json' }, 403],
    ['DELETE', { origin: 'null' }, 403],
    ['DELETE', {}, null],
    ['PATCH', { 'sec-fetch-site': 'same-site' }, 403],
    ['POST', { 'content-type': 'text/plain', 'content-length': '2' }, 415],
    ['POST', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['POST', { 'content-length': '2' }, 415],
    ['POST', { 'content-type': 'multipart/form-data; boundary=x' }, 403],
    ['POST', { 'content-type': 'multipart/form-data; boundary=x', 'sec-fetch-site': 'same-origin' }, null],
    ['POST', { 'content-type': 'multipart/form-data; boundary=x', authorization: 'Bearer x' }, null],
  ])('judges where a request comes from: %s %j', (method, headers, status) => {
    expect(checkSameOrigin(method, headers, ['localhost:3000', 'fw.example'])?.status ?? null).toBe(status);
  });

  it.each([
    [undefined, 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['en-GB,zh;q=0.9', 'en'],
    ['fr, zh-TW;q=0.5', 'zh-CN'],
    ['de', 'en'],
  ])('answers %s in %s', (header, locale) => {
    expect(requestLocale(header)).toBe(locale);
  });
});
