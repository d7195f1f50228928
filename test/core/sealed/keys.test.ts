import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatKeyPair, generateKeyPair, parseKeyPair } from '../../../core/sealed/keys.ts';
import { formatVendorKeys, parseVendorKeys } from '../../../core/sealed/vendor-keys.ts';
import { testBytes, unhex } from './reference.ts';
import { refusalOf } from './refusal.ts';
import { vectors, vendorKey, vendorKeys } from './vectors.ts';

const test = suite('vendor keys');
const [a, b] = [vendorKey('a'), vendorKey('b')];
const publicHalf = ({ keyId, publicKey }: typeof a) => ({ keyId, publicKey });

test('the random bytes are the private key; public key and key id follow from it', async () => {
  for (const key of vectors.vendorKeys) {
    const asked: number[] = [];
    const pair = await generateKeyPair((length) => {
      asked.push(length);
      return unhex(key.privateKey);
    });
    assert.equal(asked, [32]);
    assert.equal(pair, { keyId: key.keyId, publicKey: unhex(key.publicKey), privateKey: unhex(key.privateKey) });
  }
});

test('a private key file gives its key pair back', async () => {
  assert.equal(await parseKeyPair(formatKeyPair(a)), a);
});

test('a private key file that was changed is refused without a word of what is in it', async () => {
  const text = formatKeyPair(a);
  const secret = Buffer.from(a.privateKey).toString('hex');
  const bad = {
    'not JSON': `${text}}`,
    'cut short': text.slice(0, -20),
    'another digit': text.replace(
      secret,
      secret.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
    ),
    'a key of 31 bytes': text.replace(secret, secret.slice(2)),
    'another key id': text.replace(a.keyId, b.keyId),
    'a newer kind': text.replace('"version": 1', '"version": 2'),
    'a field nobody knows': text.replace('{', '{ "extra": 1,'),
    'an array': '[]',
    empty: '',
  };
  for (const [name, changed] of Object.entries(bad)) {
    let message = '';
    const code = await refusalOf(
      parseKeyPair(changed).catch((error: Error) => {
        message = String(error.stack);
        throw error;
      }),
    );
    assert.is(code, 'badKey', name);
    assert.not.match(message, secret.slice(4, 20), name);
  }
});

test('the public keys of the firmware come back, with and without a next one', async () => {
  const one = { current: publicHalf(a), next: null };
  const two = { current: publicHalf(a), next: publicHalf(b) };
  assert.equal(await parseVendorKeys(formatVendorKeys(one)), one);
  assert.equal(await parseVendorKeys(formatVendorKeys(two)), two);
});

test('the public file never holds a private key, even when it is made from a whole pair', () => {
  const text = formatVendorKeys({ current: a, next: b });
  for (const { privateKey } of vendorKeys) assert.not.match(text, Buffer.from(privateKey).toString('hex'));
});

test('public keys that were changed are refused', async () => {
  const text = formatVendorKeys({ current: publicHalf(a), next: publicHalf(b) });
  const otherKey = Buffer.from(testBytes('not a vendor key')).toString('hex');
  const publicKey = Buffer.from(b.publicKey).toString('hex');
  const bad = {
    'a key that is not the one of its id': text.replace(publicKey, otherKey),
    'a private key in it': text.replace('{', '{ "privateKey": "00",'),
    'no current': '{}',
    'null for next': '{ "current": null }',
    'no JSON': 'current',
  };
  for (const [name, changed] of Object.entries(bad)) {
    assert.not.equal(changed, text);
    assert.is(await refusalOf(parseVendorKeys(changed)), 'badKey', name);
  }
});

test.run();
