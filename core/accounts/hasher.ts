/**
 * Memory-hard hashing of passwords and codes, as the rest of core asks for it. On the recorder this is argon2id; tests
 * and the preview bring their own.
 */
export interface Hasher {
  // Secrets are bytes, so that who has one can overwrite it; they are UTF-8 text, as @node-rs/argon2 requires.

  /** A PHC string: salt and parameters travel with the hash. Runs off the main thread. */
  hash(secret: Uint8Array): Promise<string>;
  /** Compares in constant time, with the parameters of the stored hash. False also for what is no hash. */
  verify(stored: string, secret: Uint8Array): Promise<boolean>;
  /** Whether the stored hash was made with other parameters than `hash` uses today. */
  isOutdated(stored: string): boolean;
}
