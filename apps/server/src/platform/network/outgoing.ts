import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { invalid, sentence } from '../http/problem.js';

/** Where to connect: the address that was checked, and the name that the certificate has to be for. */
export interface Destination {
  address: string;
  /** The operator named the host: he vouches for the way to it. */
  isNamed: boolean;
  servername: string | undefined;
}

const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6');

/** Whether an address lies inside: on this machine, in a private network, or where no public host can be. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isInside(mapped);
  const version = isIP(address);
  if (version === 0) return true;
  return inside.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Connections that the server makes to where people tell it to. Addresses inside are refused, also with an empty
 * environment, unless the operator names the host in FIELDWORK_ALLOWED_HOSTS. The caller connects to the address that
 * was checked, so that the name cannot lead elsewhere a moment later.
 */
@Injectable()
export class Outgoing {
  constructor(private readonly config: Config) {}

  /** @throws Problem 422 for a host that does not exist or lies inside */
  async resolve(host: string, port: number): Promise<Destination> {
    const name = host
      .trim()
      .toLowerCase()
      .replace(/^\[|\]$/g, '');
    const found = isIP(name)
      ? [{ address: name }]
      : await lookup(name, { all: true }).catch(() => [] as { address: string }[]);
    const first = found[0];
    if (!first) throw refused(sentence(`找不到主机 ${host}`, `There is no host ${host}`), 'no_host');
    const { allowedHosts } = this.config;
    const isAllowed = allowedHosts.includes(name) || allowedHosts.includes(`${name}:${port}`);
    if (!isAllowed && found.some(({ address }) => isInside(address)))
      throw refused(
        sentence(
          `${host} 在内部网络中；需要时请管理员把它写入 FIELDWORK_ALLOWED_HOSTS`,
          `${host} lies in a private network; the operator may name it in FIELDWORK_ALLOWED_HOSTS`,
        ),
      );
    return { address: first.address, isNamed: isAllowed, servername: isIP(name) ? undefined : name };
  }
}

function refused(message: { 'zh-CN': string; en: string }, code = 'refused_host') {
  return invalid([{ path: ['host'], code, message }], message);
}
