/**
 * Variable envelope return paths: every mail has a return path of its own, so that a bounce names the mail it is for.
 * The mark is keyed: who only knows a receipt cannot make up a bounce and stop somebody's address.
 */
import { toHex } from '../../sealed/hex.ts';
import type { Vault } from '../vault.ts';

const MARK_DIGITS = 16;

/** `bounce@example.org` → `bounce+<mail id><mark>@example.org` */
export function returnPath(vault: Vault, bounceAddress: string, mailId: string): string {
  const at = bounceAddress.lastIndexOf('@');
  return `${bounceAddress.slice(0, at)}+${mailId}${markOf(vault, mailId)}${bounceAddress.slice(at)}`;
}

/** The mail a bounce is for; null when the address is not one of our return paths. */
export function mailOfReturnPath(vault: Vault, bounceAddress: string, recipient: string): string | null {
  const at = bounceAddress.lastIndexOf('@');
  const [prefix, suffix] = [`${bounceAddress.slice(0, at)}+`, bounceAddress.slice(at)];
  const address = recipient.toLowerCase();
  if (!address.startsWith(prefix.toLowerCase()) || !address.endsWith(suffix.toLowerCase())) return null;
  const token = address.slice(prefix.length, address.length - suffix.length);
  const [, mailId, mark] = /^([0-9a-f]{32})([0-9a-f]{16})$/.exec(token) ?? [];
  return mailId !== undefined && mark === markOf(vault, mailId) ? mailId : null;
}

const markOf = (vault: Vault, mailId: string): string => toHex(vault.hash('return path', mailId)).slice(0, MARK_DIGITS);
