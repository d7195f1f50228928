/** What can go wrong below a store. Messages say what to do; none holds a stored value. */

/** A write did not happen; the transaction around it is undone and the store stays usable. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
  readonly kind: 'full' | 'failed';

  /** @param reason the database's own result code, for the log */
  constructor(kind: 'full' | 'failed', reason: string) {
    super(
      kind === 'full'
        ? `The disk that holds the database is full (${reason}). Free some space; nothing was changed.`
        : `The database could not be read or written (${reason}). Check the disk and its mount options.`,
    );
    this.kind = kind;
  }
}

/** The file exists but is not whole. Never mended silently: what is lost may be the admin account. */
export class StoreDamagedError extends Error {
  override readonly name = 'StoreDamagedError';

  /** @param finding what exactly, without any stored value */
  constructor(path: string, finding: string) {
    super(
      `The database ${path} is damaged: ${finding}. Stop the daemon and run \`porthole daemon --repair\` with the same ` +
        'options: the damaged file is kept beside a new one, into which everything readable is copied.',
    );
  }
}

/** A newer firmware wrote the file. */
export class StoreTooNewError extends Error {
  override readonly name = 'StoreTooNewError';

  constructor(path: string, found: number, known: number) {
    super(
      `The database ${path} has version ${found}, and this firmware knows versions up to ${known}. ` +
        'Install the newer firmware again, or start with another --data directory.',
    );
  }
}

/** Another daemon has the file. */
export class StoreInUseError extends Error {
  override readonly name = 'StoreInUseError';

  constructor(path: string) {
    super(`The database ${path} is in use by another daemon. Stop that one, or use another --data directory.`);
  }
}
