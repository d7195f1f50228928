/**
 * What a reset request says, as a CBOR map (RFC 8949) in deterministic encoding:
 * { 1: request_id bytes16, 2: code bytes5, 3: created_at u32, 4: valid_minutes u16, 5: locale text, 6: address text,
 *   7: purpose (0 reset, 1 test) }
 *
 * Other integer keys are a later recorder's and are ignored. Everything else is refused: keys twice, trailing bytes,
 * wrong types, and any encoding but the one deterministic one. The last also catches what a CBOR decoder lets pass
 * (UTF-8 repaired, a byte order mark dropped, 1.0 for 1), so that two programs can never read one body differently.
 */
import { decode, encode, rfc8949EncodeOptions } from 'cborg';
import * as v from 'valibot';
import { checkAddressSyntax } from './address.ts';
import { CODE_BYTES } from './code.ts';
import { SealedError, type SealedErrorCode } from './errors.ts';

export const REQUEST_ID_BYTES = 16;
const U16_MAX = 0xffff;
const U32_MAX = 0xffffffff;

const bytes = (length: number) =>
  v.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === length);
const integer = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

const Body = v.object({
  requestId: bytes(REQUEST_ID_BYTES),
  code: bytes(CODE_BYTES),
  /** Seconds since 1970 on the recorder's wall clock, which may be years off: shown to people, never judged by. */
  createdAt: integer(0, U32_MAX),
  /** How long the recorder takes the code, 1–65535 minutes. */
  validMinutes: integer(1, U16_MAX),
  /** BCP 47 tag of the mail's language; 35 characters are what RFC 5646 §4.4.1 asks programs to bear. */
  locale: v.pipe(v.string(), v.maxLength(35), v.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/)),
  address: v.pipe(
    v.string(),
    v.check((address) => checkAddressSyntax(address) === null),
  ),
  /** `reset` ends in a new password, `test` in "address confirmed". */
  purpose: v.picklist(['reset', 'test']),
});
export type Body = v.InferOutput<typeof Body>;

const keys = {
  requestId: 1,
  code: 2,
  createdAt: 3,
  validMinutes: 4,
  locale: 5,
  address: 6,
  purpose: 7,
} as const satisfies Record<keyof Body, number>;
const purposes: readonly unknown[] = ['reset', 'test'];

/** Throws `badRequest` with the name of the field that breaks the rules. */
export function encodeBody(body: Body): Uint8Array {
  const fields = check(body, 'badRequest');
  return encode(
    new Map<number, unknown>([
      [keys.requestId, fields.requestId],
      [keys.code, fields.code],
      [keys.createdAt, fields.createdAt],
      [keys.validMinutes, fields.validMinutes],
      [keys.locale, fields.locale],
      [keys.address, fields.address],
      [keys.purpose, purposes.indexOf(fields.purpose)],
    ]),
    rfc8949EncodeOptions,
  );
}

/** Throws `badBody`. */
export function decodeBody(cbor: Uint8Array): Body {
  const map = decodeDeterministic(cbor);
  for (const key of map.keys()) {
    if (typeof key !== 'bigint' && !Number.isInteger(key)) throw new SealedError('badBody', 'a key that is no integer');
  }
  const purpose = map.get(keys.purpose);
  return check(
    {
      requestId: map.get(keys.requestId),
      code: map.get(keys.code),
      createdAt: map.get(keys.createdAt),
      validMinutes: map.get(keys.validMinutes),
      locale: map.get(keys.locale),
      address: map.get(keys.address),
      purpose: typeof purpose === 'number' ? purposes[purpose] : undefined,
    },
    'badBody',
  );
}

function decodeDeterministic(cbor: Uint8Array): Map<unknown, unknown> {
  let map: unknown;
  let again: Uint8Array;
  try {
    map = decode(cbor, { useMaps: true });
    again = encode(map, rfc8949EncodeOptions);
  } catch {
    // cborg's messages may quote what they found, and that may be the address.
    throw new SealedError('badBody', 'CBOR');
  }
  if (!(map instanceof Map)) throw new SealedError('badBody', 'CBOR is no map');
  // A key twice, an indefinite length, a number in a longer form: none of them is written again as it was read.
  if (again.length !== cbor.length || again.some((byte, i) => byte !== cbor[i])) {
    throw new SealedError('badBody', 'CBOR is not in deterministic encoding');
  }
  return map;
}

function check(fields: unknown, code: SealedErrorCode): Body {
  const result = v.safeParse(Body, fields);
  if (result.success) return result.output;
  throw new SealedError(code, v.getDotPath(result.issues[0]) ?? 'body');
}
