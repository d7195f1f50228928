/**
 * Passwords that are tried first. The list is made from words and what people hang onto them, and compared in a folded
 * form, so that `P@ssw0rd1`, `PASSWORD!` and `passwordi` are one entry.
 */
import { commonWords } from './common-words.ts';

/** What follows the word most often. */
const endings = '|1|12|123|1234|12345|123456|01|007|11|22|69|77|88|99|00|!|!!|#|.|*|1!|123!|@123'.split('|');

/** Made of digits and signs alone, or of walks that are no word with an ending. */
const others = `123456 1234567 12345678 123456789 1234567890 0123456789 9876543210 987654321 87654321 7654321 654321
  111111 1111111 11111111 000000 00000000 222222 333333 444444 555555 666666 777777 888888 88888888 999999 99999999
  121212 12121212 123123 123123123 12341234 123321 1234321 112233 11223344 1122334455 102030 10203040 131313 141414
  147147 147258 147258369 159159 159357 159753 258258 258456 357159 369258147 741852963 789456 789456123 963852741
  789789 456456 456123 321321 321654 520520 5201314 1314520 168168 8675309 31415926 314159265 27182818 696969 420420
  1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3 q1w2e3r4 q1w2e3r4t5 1qaz2wsx 1qaz2wsx3edc qaz123 qazwsx123 zaq12wsx
  1qazxsw2 !qaz2wsx 12qwaszx qwer1234 1234qwer asdf1234 1234asdf zxcv1234 123qwe 123qweasd qwe123 asd123 zxc123 abc123
  abcd1234 a1b2c3 a1b2c3d4 aa123456 a123456 a1234567 a12345678 123456a 123456aa 12345a 123abc 1234abcd q123456 z123456
  x123456 pass@word p@55w0rd pa55word trustno1 123admin 1admin 12345admin admin12345 admin@123 admin@1234 4dm1n
  888888 666666 4321 1111 jvbzd hi3518 xc3511 xmhdipc juantech klv123 klv1234 7ujmko0admin 7ujmko0vizxv 00000000
  66666666 54321 tlJwpbo6 ikwd hslwificam ip3000 service1 supervisor1 meinsm 12345hik hik12345 hik12345+ hiklinux
  ipcam_rt5350 wbox123 9999999999 1357924680 2468013579 13579 24680 135792468 1029384756 5678 567890 67890 09876543`;

/** Signs and digits that stand for letters, and letters too alike to matter. Only for comparing. */
const looksLike: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '|': 'i',
  l: 'i',
  '3': 'e',
  '€': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '7': 't',
  '+': 't',
  '8': 'b',
  '9': 'g',
};

/** Case, width and look-alikes folded: what differs only in these is the same guess. */
export function foldLookalikes(text: string): string {
  return Array.from(text.normalize('NFKC').toLowerCase(), (character) => looksLike[character] ?? character).join('');
}

interface Lists {
  words: ReadonlySet<string>;
  passwords: ReadonlySet<string>;
}
let lists: Lists | undefined;

/** Made at first use: most processes that import this never ask. */
function theLists(): Lists {
  lists ??= {
    words: new Set(Array.from(commonWords, foldLookalikes)),
    passwords: new Set(
      [
        ...Array.from(commonWords).flatMap((word) => endings.map((ending) => word + ending)),
        ...others.split(/\s+/),
      ].map(foldLookalikes),
    ),
  };
  return lists;
}

/** How many different guesses the list holds, in folded form. */
export const commonPasswordCount = (): number => theLists().passwords.size;

/** Digits and signs around a word; more than this many, and they may be a password in their own right. */
const MAX_DRESSING = 5;

/** Whether a password is in the list, twice in a row, or a word of the list dressed in a few digits and signs. */
export function isCommonPassword(password: string): boolean {
  const { words, passwords } = theLists();
  const folded = foldLookalikes(password);
  const half = folded.slice(0, folded.length / 2);
  if (passwords.has(folded) || (half + half === folded && passwords.has(half))) return true;
  const stem = password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return password.length - stem.length <= MAX_DRESSING && words.has(foldLookalikes(stem));
}
