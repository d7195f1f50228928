/**
 * Why a payload, a key or a request was refused. Whoever catches one picks words for the user by `code`; `message` is
 * for operators and logs: it says what to do and never holds a key, a code or an address.
 */
export type SealedErrorCode =
  | 'notOurs'
  | 'newerVersion'
  | 'tooLong'
  | 'damaged'
  | 'unknownSuite'
  | 'unknownKey'
  | 'headerMismatch'
  | 'badBody'
  | 'badTag'
  | 'badKey'
  | 'badRequest';

const advice: Record<SealedErrorCode, string> = {
  notOurs: 'This is not the QR code of a recorder. Scan the one shown under Forgot Password.',
  newerVersion: 'This QR code was made by a newer recorder. Update this program and try again.',
  tooLong: 'The payload does not fit a version 12 QR code. Use a shorter e-mail address.',
  damaged: 'The payload is damaged or incomplete. Scan or copy the whole QR code again.',
  unknownSuite: 'The payload is encrypted in a way this program does not know. Update this program and try again.',
  unknownKey: 'None of the private keys at hand opens this payload. Add the key it names.',
  headerMismatch: 'The readable header was changed after sealing. Scan the QR code at the recorder itself.',
  badBody:
    'The payload opened, but what is in it breaks the rules. Report the recorder and its firmware to the vendor.',
  badTag: 'The payload was not made by the recorder it names. Do not send the code.',
  badKey: 'The key is not usable. Restore the file from its backup, or make a new key.',
  badRequest: 'The recorder asked to seal something that breaks the rules. This is a fault of the recorder.',
};

/** The only error that `core/sealed` throws. */
export class SealedError extends Error {
  override readonly name = 'SealedError';
  readonly code: SealedErrorCode;

  /** @param detail what exactly, in a few words, without any secret */
  constructor(code: SealedErrorCode, detail?: string) {
    super(detail === undefined ? advice[code] : `${advice[code]} (${detail})`);
    this.code = code;
  }
}
