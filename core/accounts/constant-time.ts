/**
 * Whether two secrets of public length are equal, looking at every byte whatever the first difference is, so that the
 * time taken tells nothing about how much of a guess was right.
 */
export function constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}
