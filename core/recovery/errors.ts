/** What can go wrong around the keys and pictures of the recovery commands. `message` is one line and says what to do. */
export type RecoveryErrorCode =
  | 'file'
  | 'keyFileMode'
  | 'keyFile'
  | 'keyExists'
  | 'noKey'
  | 'tooLarge'
  | 'notAPayload'
  | 'badPicture'
  | 'noQrCode'
  | 'severalQrCodes'
  | 'config'
  | 'device';

export class RecoveryError extends Error {
  override readonly name = 'RecoveryError';
  readonly code: RecoveryErrorCode;

  constructor(code: RecoveryErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'is not there',
  EACCES: 'may not be used by this user',
  EPERM: 'may not be used by this user',
  EISDIR: 'is a folder',
  ENOTDIR: 'is not in a folder',
  ENOSPC: 'could not be written: the disk is full',
  EROFS: 'could not be written: the disk is read-only',
};

/** A failed file operation as one line. What is no file error passes through as it is. */
export function fileError(path: string, error: unknown): unknown {
  const code = errnoOf(error);
  if (code === undefined) return error;
  return new RecoveryError('file', `${path} ${reasons[code] ?? `could not be used (${code})`}.`);
}

/** The errno name of a failed system call, as `ENOENT`. */
export function errnoOf(error: unknown): string | undefined {
  const failed = error instanceof Error && 'syscall' in error && 'code' in error;
  return failed && typeof error.code === 'string' ? error.code : undefined;
}
