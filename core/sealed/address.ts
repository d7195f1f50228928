/**
 * The reserved e-mail address: the syntax of RFC 5321 as mail is sent on the open internet today.
 *
 * Narrower than the grammar on purpose: quoted local parts ("a b"@x.org), address literals (a@[192.0.2.1]) and domains
 * of one label are refused, because at a recorder they are slips of the keyboard, and an address that takes no
 * mail is found out only when the password is already lost. Internationalised domains are written as `xn--…`.
 */

/** Same names as the daemon's contract; a person sees the words that a screen has for them. */
export type AddressProblem = 'empty' | 'tooLong' | 'noAt' | 'badLocal' | 'badDomain' | 'control';

/** RFC 5321 §4.5.3.1.3 less the angle brackets: the longest address that mail can carry. */
const RFC_5321_LIMIT = 254;

/**
 * Longest address a recorder takes, in characters. A longer one might not fit a version 12 QR code beside a locale
 * tag of eight characters, and its owner would find out only when the password is lost.
 */
export const MAX_ADDRESS_LENGTH = 110;

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const LOCAL = /^(?=.{1,64}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const ALL_DIGITS = /^\d+$/;

/** Whether a recorder may reserve this address: RFC 5321 syntax, and short enough to be sealed. Null is fine. */
export function checkAddress(address: string): AddressProblem | null {
  return address.length > MAX_ADDRESS_LENGTH ? 'tooLong' : checkAddressSyntax(address);
}

/** RFC 5321 syntax alone, up to 254 characters: what an opened payload must satisfy. Null is fine. */
export function checkAddressSyntax(address: string): AddressProblem | null {
  if (address === '') return 'empty';
  if (address.length > RFC_5321_LIMIT) return 'tooLong';
  if (CONTROL.test(address)) return 'control';
  const at = address.lastIndexOf('@');
  if (at < 0) return 'noAt';
  if (!LOCAL.test(address.slice(0, at))) return 'badLocal';
  const labels = address.slice(at + 1).split('.');
  // A top label of digits would be an IPv4 address without its brackets (RFC 3696 §2).
  const good = labels.length >= 2 && labels.every((label) => LABEL.test(label)) && !ALL_DIGITS.test(labels.at(-1)!);
  return good ? null : 'badDomain';
}

/** `alice@example.com` as anyone may see it: `a***@e***.com`. Hides the lengths; what is no address becomes `***`. */
export function maskAddress(address: string): string {
  if (checkAddressSyntax(address) !== null) return '***';
  const [local, domain] = address.split('@');
  return `${local!.charAt(0)}***@${domain!.charAt(0)}***${domain!.slice(domain!.lastIndexOf('.'))}`;
}
