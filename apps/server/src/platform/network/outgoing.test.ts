import { describe, expect, it } from '@jest/globals';
import type { Config } from '../config/config.js';
import { isInside, Outgoing } from './outgoing.js';

describe('outgoing connections', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::ffff:127.0.0.1',
    'fd00::1',
    'fe80::1',
    'not an address',
  ])('take %s for an address inside', (address) => {
    expect(isInside(address)).toBe(true);
  });

  it.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111'])('take %s for one outside', (address) => {
    expect(isInside(address)).toBe(false);
  });

  it('are refused inside, also by name, unless the operator names the host', async () => {
    const closed = new Outgoing({ allowedHosts: [] as readonly string[] } as Config);
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433'])
      await expect(closed.resolve(host, 25)).rejects.toMatchObject({ status: 422 });
    const open = new Outgoing({ allowedHosts: ['127.0.0.1:2525'] as readonly string[] } as Config);
    expect(await open.resolve('127.0.0.1', 2525)).toEqual({
      address: '127.0.0.1',
      isNamed: true,
      servername: undefined,
    });
    await expect(open.resolve('127.0.0.1', 25)).rejects.toMatchObject({ status: 422 });
  });
});
