/** The vendor's key pairs: their names, and the text of a private key file. */
import * as v from 'valibot';
import { KEY_BYTES } from './box.ts';
import { SealedError } from './errors.ts';
import { fromHex, toHex } from './hex.ts';
import { loadSodium, type Random, type Sodium } from './sodium.ts';

export interface PublicKey {
  /** First 4 bytes of BLAKE2b-256 of the public key, as 8 lower-case hex digits. */
  keyId: string;
  /** X25519, 32 bytes. */
  publicKey: Uint8Array;
}

export interface KeyPair extends PublicKey {
  /** X25519, 32 bytes. Secret. */
  privateKey: Uint8Array;
}

/** Every private key that is still valid, by key id. */
export type KeyRing = ReadonlyMap<string, KeyPair>;

export const keyRing = (pairs: Iterable<KeyPair>): KeyRing => new Map(Array.from(pairs, (pair) => [pair.keyId, pair]));

export const keyIdOf = (sodium: Sodium, publicKey: Uint8Array): string =>
  toHex(sodium.crypto_generichash(32, publicKey, null).subarray(0, 4));

/** Makes a key pair from 32 random bytes, which become the private key. */
export async function generateKeyPair(random: Random): Promise<KeyPair> {
  const sodium = await loadSodium();
  return completePair(sodium, random(KEY_BYTES));
}

function completePair(sodium: Sodium, privateKey: Uint8Array): KeyPair {
  const publicKey = sodium.crypto_scalarmult_base(privateKey);
  return { keyId: keyIdOf(sodium, publicKey), publicKey, privateKey };
}

export const HexKeyId = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/));
export const HexKey = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), v.transform(fromHex));

const KeyFile = v.strictObject({
  kind: v.literal('porthole-recovery-private-key'),
  version: v.literal(1),
  keyId: HexKeyId,
  privateKey: HexKey,
});

/** The text of a private key file: JSON, so that it says itself what it is. Secret. */
export function formatKeyPair({ keyId, privateKey }: KeyPair): string {
  const file: v.InferInput<typeof KeyFile> = {
    kind: 'porthole-recovery-private-key',
    version: 1,
    keyId,
    privateKey: toHex(privateKey),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads the text of a private key file. Throws `badKey`, never quoting the text. */
export async function parseKeyPair(text: string): Promise<KeyPair> {
  const file = parseJson(KeyFile, text, 'private key file');
  const pair = completePair(await loadSodium(), file.privateKey);
  if (pair.keyId !== file.keyId) throw new SealedError('badKey', `private key file: not the key of ${file.keyId}`);
  return pair;
}

/** JSON text by a schema. Throws `badKey` that says where, never what: the text may be a private key. */
export function parseJson<S extends v.GenericSchema>(schema: S, text: string, what: string): v.InferOutput<S> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SealedError('badKey', `${what}: not JSON`);
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  throw new SealedError('badKey', `${what}: ${v.getDotPath(result.issues[0]) ?? 'not an object'}`);
}
