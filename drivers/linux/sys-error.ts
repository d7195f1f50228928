/** A system call that failed: what was called, on what, and the errno name (errno(3)). Never carries data that was read. */
export class SysError extends Error {
  override readonly name: string = 'SysError';
  readonly code: string;
  readonly call: string;
  readonly path: string;

  constructor(code: string, call: string, path: string) {
    super(`${call} on ${path}: ${code}`);
    this.code = code;
    this.call = call;
    this.path = path;
  }
}

/** The errno name of what a system call threw, ours or Node's; anything else is a fault of the program and is thrown on. */
export function errnoOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}

/** A device that cannot be used: why, and what whoever looks after the machine should do about it. */
export class DeviceError<Code extends string> extends Error {
  override readonly name: string = 'DeviceError';
  readonly code: Code;
  readonly path: string;
  readonly advice: string;

  constructor(code: Code, path: string, problem: string, advice: string, cause?: unknown) {
    super(`${path}: ${problem}. ${advice}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.path = path;
    this.advice = advice;
  }
}
