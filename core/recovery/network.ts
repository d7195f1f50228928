/** Which network a client's address belongs to: what limits count by, and all of it that a mail tells. */
import { isIP } from 'node:net';

/** `203.0.113.7` → `203.0.113.0/24`; IPv6 by /48, what one site gets. An IPv4 address written as IPv6 counts as IPv4. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  const address = mapped ?? ip.replace(/%.*$/, '');
  if (isIP(address) === 4) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  if (isIP(address) !== 6) return 'unknown';
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  // Zeros that "::" stands for; the first three groups are all that counts.
  const first = tail === undefined || groups.length >= 3 ? groups : padded(groups, tail);
  return `${first
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/48`;
}

function padded(groups: readonly string[], tail: string): string[] {
  const rest = tail.split(':').filter((group) => group !== '');
  const zeros = Math.max(0, 8 - groups.length - rest.length);
  return [...groups, ...Array.from({ length: zeros }, () => '0'), ...rest];
}
