/** Writes `vectors.json`: `npx tsx test/core/sealed/vectors.generate.ts`. The same bytes every time. */
import { writeFileSync } from 'node:fs';
import {
  base45,
  cbor,
  deviceTag,
  entriesOf,
  hex,
  join,
  keyIdOf,
  pad,
  publicKeyOf,
  type ReferenceBody,
  sealBox,
  testBytes,
  unhex,
} from './reference.ts';

const vendorKeys = ['a', 'b'].map((name) => {
  const privateKey = testBytes(`vendor key ${name}`);
  const publicKey = publicKeyOf(privateKey);
  return { name, keyId: keyIdOf(publicKey), publicKey: hex(publicKey), privateKey: hex(privateKey) };
});
const devices = ['one', 'two'].map((name) => ({
  name,
  deviceRef: hex(testBytes(`device ref ${name}`, 8)),
  deviceKey: hex(testBytes(`device key ${name}`)),
}));
const [keyA, keyB] = vendorKeys;
const [deviceOne, deviceTwo] = devices;
if (!keyA || !keyB || !deviceOne || !deviceTwo) throw new Error('two of each');

const typical: ReferenceBody = {
  requestId: hex(testBytes('request', 16)),
  code: '99ea6a753a',
  createdAt: 1_795_340_000,
  validMinutes: 2880,
  locale: 'en',
  address: 'owner.of.home@example.org',
  purpose: 'reset',
};
/** A good address of so many characters. */
const addressOf = (length: number): string => {
  const domain = `${'d'.repeat(60)}.example.org`;
  const local = length - domain.length - 1;
  return local <= 64
    ? `${'l'.repeat(local)}@${domain}`
    : `${'l'.repeat(64)}@${'s'.repeat(local - 65)}.${domain}`.replace(/s{61}(?=s)/g, (run) => `${run.slice(1)}.`);
};
const headerOf = (keyId: string, deviceRef: string) => join(Uint8Array.of(1, 1), unhex(keyId), unhex(deviceRef));

// --- seal: what the recorder makes of a request ---------------------------------------------------------------------

function sealVector(name: string, change: Partial<ReferenceBody>, qrVersion: number, key = keyA, device = deviceOne) {
  if (!key || !device) throw new Error('a key and a device');
  const body = { ...typical, ...change };
  const ephemeralPrivateKey = testBytes(`ephemeral ${name}`);
  const header = headerOf(key.keyId, device.deviceRef);
  const cborBody = cbor.map(entriesOf(body));
  const tag = deviceTag(device.deviceKey, header, cborBody);
  const plaintext = pad(join(header, tag, cborBody));
  const { ephemeralPublicKey, nonce, sealed } = sealBox(plaintext, unhex(key.publicKey), ephemeralPrivateKey);
  const payload = join(header, sealed);
  return {
    name,
    vendorKey: key.name,
    device: device.name,
    ephemeralPrivateKey: hex(ephemeralPrivateKey),
    body,
    steps: {
      header: hex(header),
      cbor: hex(cborBody),
      deviceTag: hex(tag),
      plaintext: hex(plaintext),
      ephemeralPublicKey: hex(ephemeralPublicKey),
      nonce: hex(nonce),
      payload: hex(payload),
    },
    qrText: `PH1:${base45(payload)}`,
    qrVersion,
  };
}

const seal = [
  sealVector('typical', {}, 10),
  sealVector(
    'a test of the reserved address, in Chinese',
    { purpose: 'test', locale: 'zh-CN', address: 'li@example.cn' },
    9,
  ),
  sealVector('sealed to the next key by another recorder', {}, 10, keyB, deviceTwo),
  sealVector('smallest numbers', { code: '0000000000', createdAt: 0, validMinutes: 1, address: 'a@b.cd' }, 9),
  sealVector('largest numbers', { code: 'ffffffffff', createdAt: 0xffffffff, validMinutes: 0xffff }, 10),
  sealVector('padding of one byte', { address: addressOf(116) }, 12),
  sealVector('padding of a whole block', { address: addressOf(85) }, 12),
  sealVector('longest address every locale leaves room for', { address: addressOf(110), locale: 'sr-Latn1' }, 12),
];

const sealRefused = [
  {
    name: 'an address one character too long for version 12',
    body: { ...typical, address: addressOf(117) },
    error: 'tooLong',
  },
  { name: 'an address of 254 characters', body: { ...typical, address: addressOf(254) }, error: 'tooLong' },
  { name: 'an address of 255 characters', body: { ...typical, address: addressOf(255) }, error: 'tooLong' },
  { name: 'an address with a line break', body: { ...typical, address: 'a@b.cd\r\nBcc: x@y.z' }, error: 'badRequest' },
  { name: 'an address without @', body: { ...typical, address: 'example.org' }, error: 'badRequest' },
  { name: 'no minutes', body: { ...typical, validMinutes: 0 }, error: 'badRequest' },
  { name: 'minutes beyond 16 bits', body: { ...typical, validMinutes: 0x10000 }, error: 'badRequest' },
  { name: 'half a second', body: { ...typical, createdAt: 0.5 }, error: 'badRequest' },
  { name: 'a code of four bytes', body: { ...typical, code: '01020304' }, error: 'badRequest' },
  { name: 'a locale that is none', body: { ...typical, locale: 'en; q=1' }, error: 'badRequest' },
];

// --- open: what the service makes of a text --------------------------------------------------------------------------

const header = headerOf(keyA.keyId, deviceOne.deviceRef);

/** A payload whose plaintext (before padding, or with a padding of its own) is the caller's. */
function payloadOf(plaintext: Uint8Array, outer = header): string {
  const { sealed } = sealBox(plaintext, unhex(keyA?.publicKey ?? ''), testBytes('ephemeral of others'));
  return `PH1:${base45(join(outer, sealed))}`;
}
/** A payload with a right tag over any body. */
const withBody = (body: Uint8Array): string =>
  payloadOf(pad(join(header, deviceTag(deviceOne.deviceKey, header, body), body)));
const typicalEntries = entriesOf(typical);
const typicalCbor = cbor.map(typicalEntries);
/** The typical body with the value of one key replaced. */
const withValue = (key: number, value: Uint8Array): string =>
  withBody(cbor.map(typicalEntries.map((entry, i) => (i === key - 1 ? [entry[0], value] : entry))));
const withAddress = (address: string): string => withValue(6, cbor.text(address));

const typicalPayload = seal[0]?.steps.payload ?? '';
const changed = (at: number, value: number): string => {
  const payload = unhex(typicalPayload);
  payload[at] = value;
  return `PH1:${base45(payload)}`;
};

const open = [
  { name: 'an enrolled recorder', enrolled: true, qrText: seal[0]?.qrText ?? '', tag: 'verified' },
  { name: 'an unknown recorder', enrolled: false, qrText: seal[0]?.qrText ?? '', tag: 'unknownDevice' },
  {
    name: 'integer keys of a later recorder',
    enrolled: true,
    qrText: withBody(
      cbor.map([
        ...typicalEntries,
        [cbor.uint(8), cbor.text('later')],
        [cbor.uint(1000), cbor.map([[cbor.text('x'), cbor.uint(1)]])],
        [cbor.head(1, 0), cbor.head(4, 0)],
      ]),
    ),
    tag: 'verified',
  },
].map((vector) => ({ ...vector, body: typical }));

const refused = (error: string, cases: Record<string, string>) =>
  Object.entries(cases).map(([name, qrText]) => ({ name, qrText, error }));

const openRefused = [
  ...refused('notOurs', {
    'empty text': '',
    'a web address': 'https://example.org/',
    'a prefix in lower case': (seal[0]?.qrText ?? '').replace('PH1', 'ph1'),
    'version 0 in the prefix': 'PH0:ABC',
    'no version in the prefix': 'PH:ABC',
  }),
  ...refused('newerVersion', {
    'version 2 in the prefix': 'PH2:ABC',
    'version 10 in the prefix, long': `PH10:${'A'.repeat(3000)}`,
    'version 2 in the header': changed(0, 2),
    'version 255 in the header, too short for ours': `PH1:${base45(Uint8Array.of(255))}`,
  }),
  ...refused('tooLong', {
    'one character more than version 12 holds': `PH1:${'0'.repeat(416)}`,
    'a long text': `PH1:${'0'.repeat(5000)}`,
  }),
  ...refused('damaged', {
    'nothing after the prefix': 'PH1:',
    'base45 ending in the middle of a group': `${seal[0]?.qrText ?? ''}0`,
    'a base45 group of 65536': 'PH1:GGW',
    'a last base45 group of 256': 'PH1:V5',
    'a small letter': (seal[0]?.qrText ?? '').replace(/.$/, 'a'),
    'a character beyond ASCII': (seal[0]?.qrText ?? '').replace(/.$/, 'Ä'),
    'version 0 in the header': changed(0, 0),
    'shorter than a header': `PH1:${base45(header.subarray(0, 13))}`,
    'a header and nothing else': `PH1:${base45(header)}`,
    'an empty box': payloadOf(new Uint8Array(0)),
    'a box that is no multiple of 32': payloadOf(join(pad(header), Uint8Array.of(0))),
    'one byte after the box': `PH1:${base45(join(unhex(typicalPayload), Uint8Array.of(0)))}`,
    'one block after the box': `PH1:${base45(join(unhex(typicalPayload), new Uint8Array(32)))}`,
    'sealed to another key than it names': `PH1:${base45(
      join(header, sealBox(pad(header), unhex(keyB.publicKey), testBytes('ephemeral of others')).sealed),
    )}`,
  }),
  ...refused('unknownSuite', { 'suite 0': changed(1, 0), 'suite 2': changed(1, 2) }),
  ...refused('unknownKey', { 'a key nobody has': changed(2, unhex(typicalPayload)[2] === 0 ? 1 : 0) }),
  ...refused('headerMismatch', {
    'another device outside than inside': changed(13, unhex(typicalPayload)[13] === 0 ? 1 : 0),
    'another version inside': payloadOf(
      pad(join(Uint8Array.of(2), header.subarray(1), deviceTag(deviceOne.deviceKey, header, typicalCbor), typicalCbor)),
    ),
  }),
  ...refused('badTag', {
    'a tag by the key of another device': payloadOf(
      pad(join(header, deviceTag(deviceTwo.deviceKey, header, typicalCbor), typicalCbor)),
    ),
    'a tag over the body alone': payloadOf(
      pad(join(header, deviceTag(deviceOne.deviceKey, new Uint8Array(0), typicalCbor), typicalCbor)),
    ),
    'no tag': payloadOf(pad(join(header, new Uint8Array(16), typicalCbor))),
  }),
  ...refused('badBody', {
    'padding without its mark': payloadOf(join(header, new Uint8Array(18))),
    'padding of a block too many': payloadOf(
      join(pad(join(header, deviceTag(deviceOne.deviceKey, header, typicalCbor), typicalCbor)), new Uint8Array(32)),
    ),
    'a plaintext that ends before the tag does': payloadOf(pad(join(header, new Uint8Array(15)))),
    'no body': withBody(new Uint8Array(0)),
    'an array for a map': withBody(join(cbor.head(4, 14), ...typicalEntries.flat())),
    'a byte after the map': withBody(join(typicalCbor, Uint8Array.of(0))),
    'a map cut short': withBody(typicalCbor.subarray(0, -1)),
    'a key twice': withBody(cbor.map([...typicalEntries.slice(0, 6), ...typicalEntries.slice(5)])),
    'an unknown key twice': withBody(
      cbor.map([...typicalEntries, [cbor.uint(8), cbor.uint(1)], [cbor.uint(8), cbor.uint(2)]]),
    ),
    'a text key': withBody(cbor.map([...typicalEntries, [cbor.text('8'), cbor.uint(1)]])),
    'keys out of order': withBody(cbor.map([...typicalEntries].reverse())),
    'a map of indefinite length': withBody(join(unhex('bf'), ...typicalEntries.flat(), unhex('ff'))),
    'a text of indefinite length': withValue(5, join(unhex('7f'), cbor.text('en'), unhex('ff'))),
    'a number not in its shortest form': withValue(4, unhex('1a00000b40')),
    'a length not in its shortest form': withValue(5, join(unhex('7802'), unhex('656e'))),
    'a float for a number': withValue(4, unhex('f94c00')),
    'a tagged number': withValue(3, join(unhex('c1'), cbor.uint(typical.createdAt))),
    'a missing key': withBody(cbor.map(typicalEntries.slice(0, 6))),
    'text for the code': withValue(2, cbor.text('K7QM3')),
    'a code of four bytes': withValue(2, cbor.bytes(new Uint8Array(4))),
    'a request id of 17 bytes': withValue(1, cbor.bytes(new Uint8Array(17))),
    'a negative time': withValue(3, cbor.head(1, 0)),
    'a time beyond 32 bits': withValue(3, unhex('1b0000000100000000')),
    'no minutes': withValue(4, cbor.uint(0)),
    'minutes beyond 16 bits': withValue(4, cbor.uint(0x10000)),
    'a locale with a line break': withValue(5, cbor.text('en\n')),
    'an unknown purpose': withValue(7, cbor.uint(2)),
    'null for the purpose': withValue(7, unhex('f6')),
    'an empty address': withAddress(''),
    'an address with a line break': withAddress('a@b.cd\r\nBcc: x@y.zz'),
    'an address with a terminal escape': withAddress('a\u001b[2J@b.cd'),
    'an address without @': withAddress('example.org'),
    'two addresses': withAddress('a@b.cd,x@y.zz'),
    'an address of bytes': withValue(6, cbor.bytes(unhex('6140622e6364'))),
    'an address that is no UTF-8': withValue(6, join(cbor.head(3, 6), unhex('61ff40622e63'))),
    'an address after a byte order mark': withValue(6, join(cbor.head(3, 9), unhex('efbbbf6140622e6364'))),
  }),
];

const bytes = unhex(typicalPayload).length;
const unpadded = 30 + typicalCbor.length;
const plaintextBytes = unhex(seal[0]?.steps.plaintext ?? '').length;

/** Rules instead of thousands of rows. Ranges are half-open; opened with both vendor keys and both devices enrolled. */
const mutations = {
  of: 'typical',
  flipPayloadByte: {
    masks: [0x01, 0x80, 0xff],
    expect: [
      { from: 0, to: 1, errors: ['newerVersion', 'damaged'] },
      { from: 1, to: 2, errors: ['unknownSuite'] },
      { from: 2, to: 6, errors: ['unknownKey'] },
      { from: 6, to: 14, errors: ['headerMismatch'] },
      { from: 14, to: bytes, errors: ['damaged'] },
    ],
  },
  flipPlaintextByte: {
    masks: [0x01, 0x80, 0xff],
    expect: [
      { from: 0, to: 14, errors: ['headerMismatch'] },
      { from: 14, to: unpadded, errors: ['badTag'] },
      { from: unpadded, to: plaintextBytes, errors: ['badBody', 'badTag'] },
    ],
  },
  truncatePayload: { expect: [{ from: 0, to: bytes, errors: ['damaged'] }] },
  truncateText: {
    expect: [
      { from: 0, to: 4, errors: ['notOurs'] },
      { from: 4, to: seal[0]?.qrText.length ?? 0, errors: ['damaged'] },
    ],
  },
};

// --- the smaller parts ---------------------------------------------------------------------------------------------

const base45Vectors = {
  // The examples of RFC 9285, section 4.
  good: [
    { hex: '', text: '' },
    { hex: hex(Buffer.from('AB')), text: 'BB8' },
    { hex: hex(Buffer.from('Hello!!')), text: '%69 VD92EX0' },
    { hex: hex(Buffer.from('base-45')), text: 'UJCLQE7W581' },
    { hex: hex(Buffer.from('ietf!')), text: 'QED8WEX0' },
    { hex: '00', text: '00' },
    { hex: 'ff', text: 'U5' },
    { hex: 'ffff', text: 'FGW' },
  ],
  bad: ['0', '0000', 'GGW', ':::', 'V5', '::', 'bb8', 'BB8\n', 'B,8'],
};

const codes = {
  shown: [
    { hex: '0000000000', text: '0000-0000' },
    { hex: '99ea6a753a', text: 'K7N6-MX9T' },
    { hex: 'ffffffffff', text: 'ZZZZ-ZZZZ' },
    { hex: '0000000001', text: '0000-0001' },
    { hex: '8000000000', text: 'G000-0000' },
  ],
  typed: [
    { text: 'k7n6mx9t', hex: '99ea6a753a' },
    { text: ' K7N6 – MX9T ', hex: '99ea6a753a' },
    { text: 'K-7-N-6-M-X-9-T', hex: '99ea6a753a' },
    { text: 'oO0o-OOoI', hex: '0000000001' },
    { text: '00000l1L', hex: '0000000421' },
    { text: 'Ｋ７Ｎ６－ＭＸ９Ｔ', hex: '99ea6a753a' },
  ],
  bad: [
    { text: '', problem: 'empty' },
    { text: ' - ', problem: 'empty' },
    { text: 'K7N6-MX9', problem: 'tooShort' },
    { text: 'K7N6-MX9T0', problem: 'tooLong' },
    { text: '0'.repeat(65), problem: 'tooLong' },
    { text: 'U7N6-MX9T', problem: 'badCharacter' },
    { text: 'K7N6_MX9T', problem: 'badCharacter' },
  ],
};

const vectors = {
  about: 'Sealed payload version 1. Every key in here is for tests only. See README.md.',
  vendorKeys,
  devices,
  base45: base45Vectors,
  codes,
  seal,
  sealRefused,
  open,
  openRefused,
  mutations,
};
writeFileSync(new URL('vectors.json', import.meta.url), `${JSON.stringify(vectors, null, 2)}\n`);
