import { SealedError, type SealedErrorCode } from '../../../core/sealed/errors.ts';

/** The code a promise was refused with; anything but a `SealedError` fails the test. */
export async function refusalOf(work: Promise<unknown>): Promise<SealedErrorCode> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SealedError) return error.code;
    throw error;
  }
  throw new Error('nothing was refused');
}
