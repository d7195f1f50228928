import { StoreDamagedError, StoreFailure } from '../store/errors.ts';

/** An error for the log. Messages of others are left out, since libraries quote the value they stumbled over. */
export function describeError(error: unknown): object {
  if (error instanceof StoreFailure || error instanceof StoreDamagedError) return { error: error.message };
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return { error: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
