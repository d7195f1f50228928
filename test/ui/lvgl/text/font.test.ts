import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Font, FontError, type FontOptions, parseFont } from '../../../../ui/lvgl/text/index.ts';
import { buildFont, type TestFont, type TestGlyph } from './blob.ts';

const test = suite('parseFont');

const glyph = (advance: number, width = 3, height = 2): TestGlyph => ({
  advance,
  x: -2,
  y: -1,
  width,
  height,
  coverage: Array.from({ length: width * height }, (_, i) => (advance + 40 * i) & 255),
});

/** Glyphs 1…6 with advances of 101…106 sixteenths. */
const six = [101, 102, 103, 104, 105, 106].map((advance) => glyph(advance));
const abc: TestFont = { glyphs: six, cmaps: [{ format: 2, first: 0x61, firstId: 1, count: 6 }] };
const parse = (font: TestFont, options?: FontOptions): Font => parseFont(buildFont(font), 'test', options);
const advances = (font: Font, text: string): number[] => [...text].map((c) => font.glyph(c.codePointAt(0)!).advance);

/** Coverage of a glyph, row by row. */
function coverageOf(font: Font, codePoint: number): number[] {
  const { words, width, height } = font.glyph(codePoint);
  const perRow = Math.ceil(width / 4);
  return Array.from({ length: width * height }, (_, i) => {
    const x = i % width;
    return (words[Math.floor(i / width) * perRow + (x >> 2)]! >>> (8 * (x % 4))) & 255;
  });
}

test('the line is as high as the face says, its gap split above and below', () => {
  const font = parse(abc);
  assert.equal([font.name, font.lineHeight, font.baseline], ['test', 17, 13]);
});

test('a glyph has its box above the baseline and its bitmap, which is not aligned in the file', () => {
  for (const width of [1, 2, 3, 4, 5, 8, 9]) {
    const font = parse({ ...abc, glyphs: [glyph(100, 1, 1), glyph(77, width, 3)] });
    const { advance, ofsX, ofsY, height } = font.glyph(0x62);
    assert.equal([advance, ofsX, ofsY, height], [77, -2, 2, 3]);
    assert.equal(coverageOf(font, 0x62), glyph(77, width, 3).coverage);
  }
});

test('padding after a row of a bitmap is empty', () => {
  const { words } = parse({ ...abc, glyphs: [glyph(255, 5, 2)] }).glyph(0x61);
  assert.equal([words.length, words[1]! >>> 8, words[3]! >>> 8], [4, 0, 0]);
});

test('a glyph without ink has an empty bitmap', () => {
  const { width, words } = parse({ ...abc, glyphs: [glyph(80, 0, 0)] }).glyph(0x61);
  assert.equal([width, words.length], [0, 0]);
});

test('code points are found in each of the four formats of a cmap', () => {
  const font = parse({
    glyphs: six,
    cmaps: [
      { format: 0, first: 0x20, firstId: 1, deltas: [0, 0, 1] },
      { format: 2, first: 0x100, firstId: 3, count: 1 },
      { format: 1, first: 0x400, codes: [0, 5], ids: [6, 5] },
      { format: 3, first: 0x4e00, firstId: 4, codes: [0, 7, 700] },
    ],
  });
  assert.equal(
    advances(font, '\x20\x22\u0100\u0400\u0405\u4e00\u4e07\u50bc'),
    [101, 102, 103, 106, 105, 104, 105, 106],
  );
});

test('a code point between, before or after those of a cmap is missing', () => {
  const missing: number[] = [];
  const font = parse(
    {
      glyphs: six,
      cmaps: [
        { format: 0, first: 0x20, firstId: 1, deltas: [0, 0, 1] },
        { format: 3, first: 0x4e00, firstId: 4, codes: [0, 7] },
      ],
    },
    { onMissing: (codePoint) => missing.push(codePoint) },
  );
  for (const codePoint of [0x1f, 0x21, 0x23, 0x4e06, 0x4e08, 0x10ffff]) font.glyph(codePoint);
  assert.equal(missing, [0x1f, 0x21, 0x23, 0x4e06, 0x4e08, 0x10ffff]);
});

test('a missing glyph is a box, reported once', () => {
  const missing: number[] = [];
  const font = parse(abc, { onMissing: (codePoint) => missing.push(codePoint) });
  const box = font.glyph(0x7a);
  assert.is(font.glyph(0x7a), box);
  assert.equal(missing, [0x7a]);
  const coverage = coverageOf(font, 0x7a);
  assert.is(coverage[0], 255);
  assert.is(coverage[box.width + 1], 0);
  assert.ok(box.advance > 16 * box.width);
});

test('what a face lacks comes from its fallback, which is not read before', () => {
  const reads: string[] = [];
  const other = parse({ glyphs: [glyph(200)], cmaps: [{ format: 2, first: 0x4e00, firstId: 1, count: 1 }] });
  const missing: number[] = [];
  const fallback = (): Font => {
    reads.push('han');
    return other;
  };
  const font = parse(abc, { onMissing: (codePoint) => missing.push(codePoint), fallback });
  font.glyph(0x61);
  assert.equal(reads, []);
  const han = font.glyph(0x4e00);
  assert.equal([han.advance, han.font === other, missing.length], [200, true, 0]);
  font.glyph(0x4e00);
  assert.equal(reads, ['han']);
});

test('a glyph is the same object each time, so that it can be compared', () => {
  const font = parse(abc);
  assert.is(font.glyph(0x61), font.glyph(0x61));
});

test('advances may be whole pixels, or one for all', () => {
  assert.is(parse({ ...abc, advanceFormat: 0 }).glyph(0x61).advance, 101 * 16);
  assert.is(parse({ ...abc, advanceBits: 0, fixedAdvance: 150 }).glyph(0x63).advance, 150);
});

test('glyphs are found with long offsets, too', () => {
  assert.equal(advances(parse({ ...abc, wideLoca: true }), 'af'), [101, 106]);
});

for (const wideIds of [false, true]) {
  test(`pairs are kerned from a list of ${wideIds ? 'two-byte' : 'one-byte'} glyph ids`, () => {
    const pairs = [
      [1, 2, -8],
      [1, 5, 4],
      [3, 1, -100],
      [6, 6, 127],
    ] as const;
    const font = parse({ ...abc, wideIds, kern: { format: 0, pairs } });
    const kern = (pair: string): number => font.kerning(font.glyph(pair.charCodeAt(0)), font.glyph(pair.charCodeAt(1)));
    assert.equal(['ab', 'ae', 'ca', 'ff', 'ba', 'aa', 'ac'].map(kern), [-8, 4, -100, 127, 0, 0, 0]);
  });
}

test('every pair of a long list is found', () => {
  const ids = fc.integer({ min: 1, max: 6 });
  const list = fc.uniqueArray(fc.tuple(ids, ids), { selector: ([a, b]) => 10 * a + b, minLength: 1 });
  fc.assert(
    fc.property(list, (unsorted) => {
      const pairs = unsorted
        .sort(([a, b], [c, d]) => 10 * a + b - 10 * c - d)
        .map(([left, right], i): [number, number, number] => [left, right, i + 1]);
      const font = parse({ ...abc, kern: { format: 0, pairs } });
      const glyphs = [...'abcdef'].map((letter) => font.glyph(letter.charCodeAt(0)));
      for (const left of glyphs) {
        for (const right of glyphs) {
          const value = pairs.find(([a, b]) => a === left.id && b === right.id)?.[2] ?? 0;
          assert.is(font.kerning(left, right), value);
        }
      }
    }),
  );
});

test('pairs are kerned by classes', () => {
  const left = [0, 1, 1, 2, 0, 0, 0];
  const right = [0, 0, 1, 2, 0, 0, 3];
  const font = parse({
    ...abc,
    kern: {
      format: 3,
      left,
      right,
      values: [
        [-1, -2, -3],
        [4, 5, 6],
      ],
    },
  });
  const kern = (pair: string): number => font.kerning(font.glyph(pair.charCodeAt(0)), font.glyph(pair.charCodeAt(1)));
  assert.equal(['ab', 'bb', 'ac', 'bf', 'cb', 'cf', 'aa', 'da'].map(kern), [-1, -1, -2, -3, 4, 6, 0, 0]);
});

test('the kerning scale multiplies', () => {
  const font = parse({ ...abc, kerningScale: 40, kern: { format: 0, pairs: [[1, 2, -10]] } });
  assert.is(font.kerning(font.glyph(0x61), font.glyph(0x62)), -25);
});

test('glyphs of different faces are not kerned', () => {
  const kern = { format: 0, pairs: [[1, 2, -8]] } as const;
  const font = parse({ ...abc, kern });
  const other = parse({ ...abc, kern });
  assert.is(font.kerning(font.glyph(0x61), other.glyph(0x62)), 0);
  assert.is(font.kerning(other.glyph(0x61), font.glyph(0x62)), 0);
});

const refusal = (bytes: Uint8Array): FontError => {
  try {
    parseFont(bytes, 'broken');
  } catch (error) {
    if (error instanceof FontError) return error;
    throw error;
  }
  throw new Error('The blob was taken');
};

const rich: TestFont = {
  glyphs: six,
  cmaps: [
    { format: 0, first: 0x20, firstId: 1, deltas: [0, 0, 1] },
    { format: 3, first: 0x4e00, firstId: 3, codes: [0, 7, 9] },
  ],
  kern: { format: 3, left: [0, 1, 1, 1, 0, 0, 0], right: [0, 1, 1, 1, 0, 0, 0], values: [[-8]] },
};

test('a blob that is cut short anywhere is refused by name, and so is one with more behind it', () => {
  const bytes = buildFont(rich);
  for (let length = 0; length < bytes.length; length++) assert.match(refusal(bytes.slice(0, length)).message, 'broken');
  assert.match(refusal(Uint8Array.from([...bytes, 0])).message, 'follow');
});

test('the refusal says what is wrong and what to do', () => {
  const cases: [Partial<TestFont>, string][] = [
    [{ bpp: 4 }, '--bpp 8'],
    [{ compression: 1 }, '--no-compress'],
    [{ subpixels: 1 }, '--lcd'],
    [{ version: 2 }, 'version'],
    [{ size: 0 }, 'sizes'],
    [
      {
        cmaps: [{ format: 2, first: 0, firstId: 1, count: 1 }],
        kern: { format: 3, left: [0, 9], right: [0, 0], values: [[1]] },
      },
      'kern',
    ],
  ];
  for (const [change, words] of cases) assert.match(refusal(buildFont({ ...abc, ...change })).message, words);
  assert.match(refusal(Uint8Array.from({ length: 200 }, (_, i) => i)).message, 'head');
  assert.match(refusal(new Uint8Array(0)).message, 'Bake the fonts again');
});

test('a glyph that claims more pixels than it has is refused when it is asked for', () => {
  const font = parse({ ...abc, glyphs: [{ ...glyph(100), width: 9, height: 9 }] });
  assert.throws(
    () => font.glyph(0x61),
    (error: unknown) => error instanceof FontError && /cut short/.test(error.message),
  );
});

test('a code point that leads to no glyph is refused when it is asked for', () => {
  const font = parse({ ...abc, cmaps: [{ format: 2, first: 0x61, firstId: 1, count: 9 }] });
  assert.throws(
    () => font.glyph(0x69),
    (error: unknown) => error instanceof FontError && /no glyph 9/.test(error.message),
  );
});

test('a damaged blob is refused or gives sound glyphs, but never anything else', () => {
  const good = buildFont(rich);
  const hits = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(hits, (changes) => {
      const bytes = good.slice();
      for (const [at, value] of changes) bytes[at] = value;
      try {
        const font = parseFont(bytes, 'damaged');
        for (const codePoint of [0x20, 0x21, 0x22, 0x61, 0x4e00, 0x4e07, 0x4e09, 0x10ffff]) {
          const found = font.glyph(codePoint);
          assert.is(found.words.length, Math.ceil(found.width / 4) * found.height);
          assert.ok(Number.isInteger(font.kerning(font.glyph(0x20), found)));
        }
      } catch (error) {
        if (!(error instanceof FontError)) throw error;
      }
    }),
    { numRuns: 3000 },
  );
});

test('a blob inside a larger buffer is read at its own place', () => {
  const bytes = buildFont(abc);
  const larger = new Uint8Array(bytes.length + 14).fill(0xaa);
  larger.set(bytes, 7);
  assert.equal(advances(parseFont(larger.subarray(7, 7 + bytes.length), 'inner'), 'abf'), [101, 102, 106]);
});

test.run();
