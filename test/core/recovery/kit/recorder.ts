/** Recorders and a vendor for the tests: keys made at random, payloads sealed as a recorder does. */
import { randomBytes } from 'node:crypto';
import type { Body } from '../../../../core/sealed/body.ts';
import { toHex } from '../../../../core/sealed/hex.ts';
import { generateKeyPair, type KeyPair } from '../../../../core/sealed/keys.ts';
import { sealRequest } from '../../../../core/sealed/seal.ts';

export interface Scan {
  qrText: string;
  requestId: string;
  body: Body;
}

export interface Recorder {
  deviceRef: Uint8Array;
  deviceKey: Uint8Array;
  /** A new request, or the fields given. */
  request(fields?: Partial<Body>): Promise<Scan>;
}

export const makeVendor = (): Promise<KeyPair> => generateKeyPair(randomBytes);

export function makeRecorder(vendor: KeyPair, deviceKey: Uint8Array = randomBytes(32)): Recorder {
  const deviceRef = randomBytes(8);
  return {
    deviceRef,
    deviceKey,
    async request(fields = {}) {
      const body: Body = {
        requestId: randomBytes(16),
        code: randomBytes(5),
        createdAt: Date.UTC(2026, 10, 22, 11) / 1000,
        validMinutes: 2880,
        locale: 'en',
        address: 'owner@example.org',
        purpose: 'reset',
        ...fields,
      };
      const { qrText } = await sealRequest({ publicKey: vendor.publicKey, deviceRef, deviceKey, ...body }, randomBytes);
      return { qrText, requestId: toHex(body.requestId), body };
    },
  };
}
