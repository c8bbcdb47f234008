import { addressKind, isLoopbackHost } from '../../src/trust/addresses.ts';

const KINDS: Record<string, readonly string[]> = {
  public: ['8.8.8.8', '193.62.1.1', '172.32.0.1', '100.128.0.1', '2a00:1450::1', '::ffff:8.8.8.8', '64:ff9b::808:808'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '192.0.2.1', '198.18.0.1', 'fc00::1', 'fd12:3456::1', 'fec0::1', '::ffff:10.1.2.3', '::ffff:a01:203', '0:0:0:0:0:ffff:0a01:0203', '64:ff9b::a01:203', '64:ff9b:1::1', '::10.0.0.1'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1', '[::1]', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', '::ffff:7f00:1', '[::FFFF:7F00:1]', '64:ff9b::7f00:1'],
  never: [
    '169.254.169.254', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '64:ff9b::a9fe:a9fe', '0.0.0.0', '::', '255.255.255.255', '224.0.0.1', 'fe80::1', 'fe80::1%eth0', 'ff02::1',
    'fd00:ec2::254', '100.100.100.200', '168.63.129.16', '192.0.0.192', '2002:7f00:1::', '2001:0:7f00::1', 'example.org', '', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '1.2.3',
  ],
}; // prettier-ignore

describe('addresses are told apart', () => {
  it.each(Object.entries(KINDS).flatMap(([kind, addresses]) => addresses.map((address) => [address, kind])))(
    '%s is %s',
    (address, kind) => {
      expect(addressKind(address)).toBe(kind);
    },
  );

  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['[::1]', true],
    ['localhost.example.org', false],
    ['10.0.0.1', false],
  ])('%s means this machine: %s', (host, isThisMachine) => {
    expect(isLoopbackHost(host)).toBe(isThisMachine);
  });
});
