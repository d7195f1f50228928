import { networkInterfaces } from 'node:os';
import type { DeviceInfo } from '../../api/contract.ts';

/** Up when any interface other than loopback has an address that is not merely link-local. */
export function networkState(interfaces = networkInterfaces()): DeviceInfo['network'] {
  const addresses = Object.values(interfaces).flatMap((list) => list ?? []);
  return addresses.some(({ internal, address }) => !internal && !/^(169\.254\.|fe80:)/i.test(address)) ? 'up' : 'down';
}
