import { networkOf } from './attempt-limit.js';

describe('the network of an address', () => {
  it.each([
    { ip: '203.0.113.5', network: '203.0.113' },
    { ip: '::ffff:203.0.113.5', network: '203.0.113' },
    { ip: '::FFFF:cb00:7105', network: '203.0.113' },
    { ip: '2001:db8::1', network: '2001:db8:0:0' },
    { ip: '2001:0db8:0000:0000:ffff::2', network: '2001:db8:0:0' },
    { ip: '2a01:4f8::a:b:c:d', network: '2a01:4f8:0:0' },
    { ip: '2001:db8:1:2:3:4:5:6', network: '2001:db8:1:2' },
    { ip: '2001:db8:1:2:3:4:203.0.113.5', network: '2001:db8:1:2' },
    { ip: 'fe80::1%eth0', network: 'fe80:0:0:0' },
    { ip: '::1', network: '0:0:0:0' },
  ])('of $ip is $network', ({ ip, network }) => expect(networkOf(ip)).toBe(network));
});
