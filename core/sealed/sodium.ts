/** libsodium as WebAssembly, loaded at the first call: a process that never seals or opens does not pay for it. */
export type Sodium = typeof import('libsodium-wrappers').default;

/** Where randomness comes from: `length` bytes of a cryptographic generator. Tests hand in fixed bytes. */
export type Random = (length: number) => Uint8Array;

export async function loadSodium(): Promise<Sodium> {
  const { default: sodium } = await import('libsodium-wrappers');
  await sodium.ready;
  return sodium;
}
