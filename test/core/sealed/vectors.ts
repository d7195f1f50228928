/** The vectors as the tests of this folder and of `core/recovery` use them. */
import type { Body } from '../../../core/sealed/body.ts';
import { type KeyPair, keyRing } from '../../../core/sealed/keys.ts';
import type { DeviceKeyLookup } from '../../../core/sealed/open.ts';
import type { SealRequest } from '../../../core/sealed/seal.ts';
import { hex, type ReferenceBody, unhex } from './reference.ts';
import vectors from './vectors.json';

export { vectors };

const named = <T extends { name: string }>(list: readonly T[], name: string): T => {
  const found = list.find((item) => item.name === name);
  if (found === undefined) throw new Error(`the vectors have no ${name}`);
  return found;
};

export const vendorKeys: KeyPair[] = vectors.vendorKeys.map((key) => ({
  keyId: key.keyId,
  publicKey: unhex(key.publicKey),
  privateKey: unhex(key.privateKey),
}));
export const ring = keyRing(vendorKeys);

export const enrolled: DeviceKeyLookup = (deviceRef) => {
  const device = vectors.devices.find((known) => known.deviceRef === hex(deviceRef));
  return device === undefined ? null : unhex(device.deviceKey);
};

/** The vendor's key pair named `a` or `b` in the vectors. */
export const vendorKey = (name: string): KeyPair => {
  const { keyId } = named(vectors.vendorKeys, name);
  const pair = ring.get(keyId);
  if (pair === undefined) throw new Error(`the ring has no ${keyId}`);
  return pair;
};

export const bodyOf = (body: ReferenceBody): Body => ({
  ...body,
  requestId: unhex(body.requestId),
  code: unhex(body.code),
  purpose: body.purpose === 'test' ? 'test' : 'reset',
});

export const requestOf = (vector: { vendorKey: string; device: string; body: ReferenceBody }): SealRequest => {
  const device = named(vectors.devices, vector.device);
  return {
    publicKey: unhex(named(vectors.vendorKeys, vector.vendorKey).publicKey),
    deviceRef: unhex(device.deviceRef),
    deviceKey: unhex(device.deviceKey),
    ...bodyOf(vector.body),
  };
};

export const sealVector = (name: string) => named(vectors.seal, name);
