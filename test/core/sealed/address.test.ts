import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { AddressProblem } from '../../../core/api/errors.ts';
import { checkAddress, checkAddressSyntax, MAX_ADDRESS_LENGTH, maskAddress } from '../../../core/sealed/address.ts';

const test = suite('reserved address');
const of = (length: number) =>
  `${'l'.repeat(64)}@${`${'d'.repeat(61)}.`.repeat(4)}`.slice(0, length - 4).concat('.org');

test('addresses people have are taken', () => {
  for (const address of [
    'a@b.cd',
    'first.last+recorder@mail.example.co.uk',
    "o'neil_&-x@example.org",
    'info@xn--mller-kva.de',
    '1234@163.com',
    `${'l'.repeat(64)}@example.org`,
    `a@${'d'.repeat(63)}.org`,
  ]) {
    assert.is(checkAddress(address), null, address);
  }
});

const refused = {
  empty: [''],
  noAt: ['example.org', ' '],
  control: ['a@b.cd\r\nBcc: x@y.zz', 'a\u0000@b.cd', 'a@b.cd\u007f', 'a@b.cd\u0085', 'a@b.cd\u2028'],
  badLocal: [
    '@b.cd',
    'a b@c.de',
    ' a@b.cd',
    '.a@b.cd',
    'a.@b.cd',
    'a..b@c.de',
    'a@b@c.de',
    '"a"@b.cd',
    'ä@b.cd',
    'a,c@b.cd',
    'A <a@b.cd',
    `${'l'.repeat(65)}@example.org`,
  ],
  badDomain: [
    'a@',
    'a@localhost',
    'a@b.cd ',
    'a@b.cd.',
    'a@.b.cd',
    'a@b..cd',
    'a@-b.cd',
    'a@b-.cd',
    'a@b_c.de',
    'a@müller.de',
    'a@[192.0.2.1]',
    'a@192.0.2.1',
    'a@b.cd>',
    `a@${'d'.repeat(64)}.org`,
  ],
};
for (const [problem, addresses] of Object.entries(refused)) {
  test(`an address is refused as ${problem}`, () => {
    for (const address of addresses) assert.is(checkAddress(address), problem, JSON.stringify(address));
  });
}

test("problems have the names of the daemon's contract", () => {
  assert.equal([...Object.keys(refused), 'tooLong'].sort(), [...AddressProblem.options].sort());
});

test('an address that might not fit the QR code is refused when it is reserved, and 255 characters anywhere', () => {
  assert.is(checkAddress(of(MAX_ADDRESS_LENGTH)), null);
  assert.is(checkAddress(of(MAX_ADDRESS_LENGTH + 1)), 'tooLong');
  assert.is(checkAddressSyntax(of(254)), null);
  assert.is(checkAddressSyntax(of(255)), 'tooLong');
});

test('a masked address keeps two letters and the top-level domain', () => {
  assert.is(maskAddress('alice@example.com'), 'a***@e***.com');
  assert.is(maskAddress('b@mail.example.co.uk'), 'b***@m***.uk');
});

test('masking what is no address shows nothing of it', () => {
  for (const text of ['', 'secret', '@', 'a@b', 'a@b.cd\n', 'two@at@signs.org']) assert.is(maskAddress(text), '***');
});

test('a mask tells neither length', () => {
  const label = fc.stringMatching(/^[a-z]{1,20}$/);
  fc.assert(
    fc.property(label, label, (local, domain) => {
      const mask = `${local.charAt(0)}***@${domain.charAt(0)}***.org`;
      assert.is(maskAddress(`${local}@${domain}.org`), mask);
    }),
  );
});

test('any text is judged without throwing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      const address = `${a}@${b}`;
      if (checkAddressSyntax(address) === null) assert.match(address, /^[!-~]{3,254}$/);
    }),
  );
});

test.run();
