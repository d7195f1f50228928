/** All that a mail is made from, as it lies sealed in the outbox until the mail is handed over. */
import * as v from 'valibot';

/** How a QR code came to us, told in the mail so that the owner can see whether it was them. */
export const ScanOrigin = v.object({
  door: v.picklist(['phone', 'mailbox']),
  /** What limits count by: `203.0.113.0/24` of a phone, a keyed hash of a mail's sender. */
  network: v.string(),
});
export type ScanOrigin = v.InferOutput<typeof ScanOrigin>;

const MailSecret = v.object({
  address: v.string(),
  /** 10 hex digits. */
  code: v.string(),
  locale: v.string(),
  purpose: v.picklist(['reset', 'test']),
  deviceRef: v.string(),
  requestId: v.string(),
  /** By the recorder's clock, seconds since 1970. */
  createdAt: v.number(),
  validMinutes: v.number(),
  origin: ScanOrigin,
});
export type MailSecret = v.InferOutput<typeof MailSecret>;

export const encodeSecret = (secret: MailSecret): Uint8Array => new TextEncoder().encode(JSON.stringify(secret));

export const decodeSecret = (bytes: Uint8Array): MailSecret =>
  v.parse(MailSecret, JSON.parse(new TextDecoder().decode(bytes)));
