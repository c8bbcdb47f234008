/** Which network addresses an outgoing read may go to (threats: SSRF, metadata services, DNS that changes its mind). */
import { BlockList, isIP, isIPv6 } from 'node:net';

const subnets = (list: BlockList, ranges: readonly string[]): BlockList => {
  for (const range of ranges) {
    const [address = '', bits = ''] = range.split('/');
    list.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
};

/** Never read, whatever the registry says: link-local, the clouds' metadata services, unspecified, multicast, reserved, and tunnels that hide where they end. */
const NEVER = subnets(new BlockList(), [
  '169.254.0.0/16',
  '0.0.0.0/8',
  '224.0.0.0/4',
  '240.0.0.0/4',
  'fe80::/10',
  'ff00::/8',
  '::/128',
  'fd00:ec2::/32',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '192.0.0.192/32',
  '2002::/16',
  '2001::/32',
]);
const LOOPBACK = subnets(new BlockList(), ['127.0.0.0/8', '::1/128']);
/** Private use, carrier-grade NAT, documentation, benchmarking, local translation. */
const PRIVATE = subnets(new BlockList(), [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  'fc00::/7',
  '64:ff9b:1::/48',
  '2001:db8::/32',
  'fec0::/10',
]);

const EMBEDS = /^(?:::|::ffff:|64:ff9b::)(?:(?<dotted>\d+\.\d+\.\d+\.\d+)|(?<high>[0-9a-f]{1,4}):(?<low>[0-9a-f]{1,4}))$/i;

/** IPv6 as the URL standard and the resolver write it: shortest form. */
const canonical = (address: string): string => (isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address);

/** IPv4-mapped, IPv4-compatible and NAT64 addresses mean the IPv4 address inside; anything else is itself. */
const embedded = (address: string): string => {
  const { dotted, high = '', low = '' } = EMBEDS.exec(address)?.groups ?? {};
  if (dotted) return dotted;
  if (!high || !low) return address;
  const [a, b] = [parseInt(high, 16), parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
};

export type AddressKind = 'public' | 'private' | 'loopback' | 'never';

/** What kind of address a literal is; anything that is no address is `never`. */
export const addressKind = (literal: string): AddressKind => {
  const address = embedded(canonical(literal.replace(/^\[|\]$/g, '').split('%')[0] ?? ''));
  const version = isIP(address);
  if (version === 0) return 'never';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (LOOPBACK.check(address, family)) return 'loopback';
  if (NEVER.check(address, family)) return 'never';
  return PRIVATE.check(address, family) ? 'private' : 'public';
};

/** Hosts that mean this machine. */
export const isLoopbackHost = (host: string): boolean => host === 'localhost' || addressKind(host) === 'loopback';
