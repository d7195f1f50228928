/**
 * What a mail to the recovery mailbox is, from its envelope and headers alone: one to look into, or one to drop. Programs
 * that write by themselves get nothing from us, and nobody ever gets an answer, so no loop can start.
 */
import type { Headers } from 'mailparser';

export type DropReason =
  | 'nullReturnPath'
  | 'autoSubmitted'
  | 'bulk'
  | 'ours'
  | 'tooLarge'
  | 'tooManyParts'
  | 'tooDeep'
  | 'tooManyPictures'
  | 'malformed'
  | 'noPicture'
  | 'duplicate';

/** `Auto-Submitted: no` is what a person's mail program may say (RFC 3834 §5). */
export function screen(returnPath: string, headers: Headers): DropReason | null {
  if (returnPath === '') return 'nullReturnPath';
  const text = (name: string): string =>
    String(headers.get(name) ?? '')
      .trim()
      .toLowerCase();
  if (text('auto-submitted') !== '' && !text('auto-submitted').startsWith('no')) return 'autoSubmitted';
  if (/^(?:bulk|list|junk|auto_reply)$/.test(text('precedence'))) return 'bulk';
  // mailparser gathers all List-* headers under this name.
  if (headers.has('list') || headers.has('feedback-id')) return 'bulk';
  if (headers.has('x-auto-response-suppress') || headers.has('x-autoreply') || headers.has('x-autorespond'))
    return 'autoSubmitted';
  return null;
}
