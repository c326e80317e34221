import { expect, test } from 'vitest';
import { isPublicAddress, publicLookup } from '../../../src/events/addresses.ts';

test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '192.167.0.1', '2606:4700::1111', '2a00:1450::1'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  '127.0.0.1',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  'fe80::1',
  'fd00::1',
  'ff02::1',
  '64:ff9b::7f00:1',
  '2001:db8::1',
  '2001:4:112::1',
  '2620:4f:8000::1',
  '3fff::1',
  '3fff:fff:ffff::1',
  '5f00::1',
  '100::1',
  '100:0:0:1::1',
  '64:ff9b:1::1',
  '192.0.0.170',
  '192.31.196.1',
  '192.52.193.1',
  '192.88.99.2',
  '192.175.48.1',
  '2002:7f00:1::',
  'localhost',
  '',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([true, false])(
  'a host that resolves to this machine is rejected before a socket opens (all: %s)',
  async (all) => {
    const error = await new Promise((resolve) => publicLookup('localhost', { all }, resolve));
    expect(String(error)).toMatch(/localhost resolves to .* not a public address/);
  },
);
