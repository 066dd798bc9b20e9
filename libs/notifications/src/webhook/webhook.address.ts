import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Which addresses may be told: those on the internet over https, or, for tests and trials, any. */
export type WebhookReach = 'public' | 'any';

/** The address is none that the portal calls; nothing was sent. */
export class AddressNotPublic extends Error {
  readonly code = 'address.refused';
}

// Addresses of this machine, of private networks and of no network at all (IANA special-purpose registries).
const notPublic = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  notPublic.addSubnet(net, bits, 'ipv4');
// Ways through which an IPv6 address means an IPv4 one, and addresses for documents and tests.
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notPublic.addSubnet(net, bits, 'ipv6');
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address is one that everybody on the internet reaches. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !notPublic.check(address, 'ipv4');
  // Beside 2000::/3 there are only local, mapped and reserved ones.
  return isIP(address) === 6 && globalV6.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
}

/** What is wrong with an address that somebody wants to register, in a sentence, or nothing. */
export function faultOfAddress(text: string, reach: WebhookReach): string | undefined {
  if (!URL.canParse(text)) return 'https:// で始まる URL を入力してください。';
  const { protocol, username, password, hash, hostname } = new URL(text);
  const schemes = reach === 'any' ? ['https:', 'http:'] : ['https:'];
  if (!schemes.includes(protocol)) return 'https:// で始まる URL を入力してください。';
  if (username || password) return 'URL に利用者名やパスワードを入れないでください。';
  if (hash) return 'URL の # より後は使えません。';
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (reach !== 'any' && isIP(literal) !== 0 && !isPublicAddress(literal))
    return 'このネットワークの中のアドレスには通知できません。';
  return undefined;
}

/**
 * Resolves a name for one connection, which then goes to the very address that was looked at: a name that answers
 * differently the second time gains nothing. One address that is not public refuses them all.
 */
export function lookupWithin(reach: WebhookReach): LookupFunction {
  return (hostname, options, found) => {
    lookup(hostname, { ...options, all: true }).then(
      (addresses) => {
        const [first] = addresses;
        const isRefused = reach !== 'any' && addresses.some(({ address }) => !isPublicAddress(address));
        if (isRefused || !first) return found(new AddressNotPublic(hostname), '');
        return options.all ? found(null, addresses) : found(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => found(error, ''),
    );
  };
}

/** @throws {AddressNotPublic} when the host is written as an address, which no name server is asked for. */
export function requireReach({ hostname, protocol }: URL, reach: WebhookReach): void {
  if (reach === 'any') return;
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (protocol !== 'https:' || (isIP(literal) !== 0 && !isPublicAddress(literal)))
    throw new AddressNotPublic(hostname);
}
