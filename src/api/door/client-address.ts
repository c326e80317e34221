import { BlockList, isIP } from 'node:net';

/** An IPv4 address in the notation of IPv6, as sockets that listen on `::` have them. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** A list of proxies is a list of addresses and of networks in CIDR notation, as `10.0.0.0/8`. Throws for anything else. */
export function parseProxies(proxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', prefix] = proxy.split('/');
    const version = isIP(address);
    if (version === 0 || (prefix !== undefined && !isPrefix(prefix, version))) {
      throw new Error(`'${proxy}' is not an address or a network. Use 10.0.0.5 or 10.0.0.0/8.`);
    }
    if (prefix === undefined) list.addAddress(address, familyOf(version));
    else list.addSubnet(address, Number(prefix), familyOf(version));
  }
  return list;
}

/**
 * Returns the address of a request's client. Only a trusted proxy's `X-Forwarded-For` counts; in it, the last address that
 * is not a trusted proxy's: what stands before it was sent by the client.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: BlockList | undefined,
): string | null {
  if (peer === undefined) return null;
  let client = plain(peer);
  if (!trusted) return client;
  const hops = (forwardedFor ?? '').split(',').map((hop) => plain(hop.trim()));
  while (isTrusted(trusted, client)) {
    const before = hops.pop();
    if (before === undefined || isIP(before) === 0) break;
    client = before;
  }
  return client;
}

function isTrusted(trusted: BlockList, address: string): boolean {
  return trusted.check(address, familyOf(isIP(address)));
}

function plain(address: string): string {
  return MAPPED.exec(address)?.[1] ?? address;
}

function familyOf(version: number): 'ipv4' | 'ipv6' {
  return version === 6 ? 'ipv6' : 'ipv4';
}

function isPrefix(prefix: string, version: number): boolean {
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 6 ? 128 : 32);
}
