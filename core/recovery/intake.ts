/**
 * A scan, from either door, becomes a mail in the outbox or a refusal.
 *
 * 1. Open the payload; the device key is looked up by the readable device name and proves who sealed it.
 * 2. Refuse a revoked recorder, and in enrolled mode an unknown one.
 * 3. In one transaction: what is known of this request and its limits, the decision, and the row of the outbox.
 */
import { maskAddress } from '../sealed/address.ts';
import { SealedError, type SealedErrorCode } from '../sealed/errors.ts';
import { toHex } from '../sealed/hex.ts';
import type { KeyRing } from '../sealed/keys.ts';
import { openPayload } from '../sealed/open.ts';
import type { Random } from '../sealed/sodium.ts';
import {
  decide,
  type LimitRefusal,
  MAX_VALID_MINUTES,
  type MailState,
  UNVERIFIED_LIMITS,
  VERIFIED_LIMITS,
} from './limits.ts';
import { encodeSecret, type ScanOrigin } from './mail-secret.ts';
import type { RecoveryStore } from './store/store.ts';
import { mailboxOf, type Vault } from './vault.ts';

/** `enrolled`: only recorders whose key the vendor holds are served. `open`: others too, under tighter limits. */
export type Mode = 'enrolled' | 'open';

type PayloadRefusal = {
  readonly code: 'notOurs' | 'newerVersion' | 'unknownKey' | 'unknownSuite' | 'damaged' | 'notGenuine';
};
export type Refusal = LimitRefusal | PayloadRefusal | { readonly code: 'unknownDevice' | 'revoked' };

export interface Accepted {
  /** Names the mail to whoever scanned: 32 hex digits. */
  readonly receipt: string;
  readonly requestId: string;
  readonly maskedAddress: string;
  readonly state: MailState;
  /** When it was handed over; null while it waits. */
  readonly sentAt: number | null;
  readonly validUntil: number;
  readonly purpose: 'reset' | 'test';
}

export type ScanResult = { readonly accepted: Accepted } | { readonly refused: Refusal };

export interface IntakeParts {
  readonly store: RecoveryStore;
  readonly vault: Vault;
  readonly ring: KeyRing;
  readonly mode: Mode;
  readonly random: Random;
  readonly now: () => number;
}

const MAIL_ID_BYTES = 16;

const refusals: Readonly<Partial<Record<SealedErrorCode, PayloadRefusal['code']>>> = {
  notOurs: 'notOurs',
  newerVersion: 'newerVersion',
  unknownKey: 'unknownKey',
  unknownSuite: 'unknownSuite',
  damaged: 'damaged',
  tooLong: 'damaged',
  headerMismatch: 'notGenuine',
  badBody: 'notGenuine',
  badTag: 'notGenuine',
};

/** The name of a device key's box in the vault. */
export const deviceKeyContext = (deviceRef: Uint8Array): string => `device ${toHex(deviceRef)}`;
export const mailContext = (mailId: string): string => `mail ${mailId}`;

/** Judges any text, however hostile. Throws only what the store throws. */
export async function takeScan(parts: IntakeParts, qrText: string, origin: ScanOrigin): Promise<ScanResult> {
  const { store, vault } = parts;
  let revoked = false;
  let opened: Awaited<ReturnType<typeof openPayload>>;
  try {
    opened = await openPayload(qrText, parts.ring, async (deviceRef) => {
      const device = await store.device(deviceRef);
      if (device === null) return null;
      revoked = device.revokedAt !== null;
      return vault.open(deviceKeyContext(deviceRef), device.sealedKey);
    });
  } catch (error) {
    const code = error instanceof SealedError ? refusals[error.code] : undefined;
    if (code === undefined) throw error;
    return refuse({ code });
  }
  const { header, body, tag } = opened;
  if (revoked) return refuse({ code: 'revoked' });
  const verified = tag === 'verified';
  if (!verified && parts.mode === 'enrolled') return refuse({ code: 'unknownDevice' });

  const now = parts.now();
  const mailId = parts.random(MAIL_ID_BYTES);
  const receipt = toHex(mailId);
  const limits = verified ? VERIFIED_LIMITS : UNVERIFIED_LIMITS;
  const secret = encodeSecret({
    address: body.address,
    code: toHex(body.code),
    locale: body.locale,
    purpose: body.purpose,
    deviceRef: toHex(header.deviceRef),
    requestId: toHex(body.requestId),
    createdAt: body.createdAt,
    validMinutes: Math.min(body.validMinutes, MAX_VALID_MINUTES),
    origin,
  });
  const decision = await store.judge(
    {
      deviceRef: header.deviceRef,
      requestId: body.requestId,
      contentHash: vault.hash('content', body.address, body.code),
      addressHash: vault.hash('address', mailboxOf(body.address)),
      networkHash: vault.hash('network', origin.network),
      verified,
      limits,
      now,
      mail: { id: mailId, secret: vault.seal(mailContext(receipt), secret) },
    },
    (known) => decide(known, limits, body.validMinutes, now),
  );
  if (decision.kind === 'refused') return refuse(decision.refusal);
  const mail = decision.kind === 'standing' ? decision.mail : null;
  return {
    accepted: {
      receipt: mail?.id ?? receipt,
      requestId: toHex(body.requestId),
      maskedAddress: maskAddress(body.address),
      state: mail?.state ?? 'queued',
      sentAt: mail?.finishedAt ?? null,
      validUntil: decision.expiresAt,
      purpose: body.purpose,
    },
  };
}

const refuse = (refused: Refusal): ScanResult => ({ refused });
