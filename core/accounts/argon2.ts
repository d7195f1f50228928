/**
 * argon2id (RFC 9106) through @node-rs/argon2, on libuv's thread pool. 19 MiB, two passes, one lane is the smallest
 * setting OWASP's Password Storage Cheat Sheet names; stronger hardware may be given more, and old hashes follow at the
 * next login.
 */
import { hash, parseOptions, verify } from '@node-rs/argon2';
import type { Hasher } from './hasher.ts';

export interface Argon2Parameters {
  /** KiB, at least 19,456. */
  memoryCost: number;
  /** Passes, at least 2. */
  timeCost: number;
  parallelism: number;
}

export const defaultParameters: Argon2Parameters = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** `Algorithm.Argon2id` of the package, which exports it as a const enum: a type without a value. */
const ARGON2ID = 2;

export function createArgon2Hasher(parameters: Argon2Parameters = defaultParameters): Hasher {
  return {
    hash: (secret) => hash(secret, { ...parameters, algorithm: ARGON2ID }),
    async verify(stored, secret) {
      return parse(stored) !== null && verify(stored, secret);
    },
    isOutdated(stored) {
      const found = parse(stored);
      return (
        found === null ||
        found.algorithm !== ARGON2ID ||
        found.memoryCost !== parameters.memoryCost ||
        found.timeCost !== parameters.timeCost ||
        found.parallelism !== parameters.parallelism
      );
    },
  };
}

function parse(stored: string): ReturnType<typeof parseOptions> | null {
  try {
    return parseOptions(stored);
  } catch {
    // Not a hash, as the interface says: nothing verifies against it.
    return null;
  }
}
