/** libsodium as WebAssembly, loaded at the first call: a process that never seals or opens does not pay for it. */
export type Sodium = typeof import('libsodium-wrappers').default;

/** Where randomness comes from: `length` bytes of a cryptographic generator. Tests hand in fixed bytes. */
export type Random = (length: number) => Uint8Array;

let loaded: Promise<Sodium> | undefined;

/** Kept after the first call: an `import()` of what is loaded already costs as much as opening a box. */
export function loadSodium(): Promise<Sodium> {
  loaded ??= import('libsodium-wrappers').then(async ({ default: sodium }) => {
    await sodium.ready;
    return sodium;
  });
  return loaded;
}
