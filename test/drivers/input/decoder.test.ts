import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { EventDecoder } from '../../../drivers/input/decoder.ts';
import {
  EV_KEY,
  EV_REL,
  EV_SYN,
  INPUT_EVENT_32,
  INPUT_EVENT_64,
  type InputEventLayout,
} from '../../../drivers/input/evdev-abi.ts';
import { DROPPED, down, encode, type RawEvent, REPORT, rel, up } from './events.ts';

const test = suite('evdev decoder');

interface Decoded {
  events: RawEvent[];
  timeMs: number;
  dropped: boolean;
}

function decode(chunks: Iterable<Uint8Array>, layout: InputEventLayout = INPUT_EVENT_64): Decoded[] {
  const frames: Decoded[] = [];
  const decoder = new EventDecoder(layout);
  for (const chunk of chunks) {
    decoder.push(chunk, chunk.length, ({ count, types, codes, values, timeMs, dropped }) => {
      const events: RawEvent[] = [];
      for (let i = 0; i < count; i++) events.push([types[i] ?? -1, codes[i] ?? -1, values[i] ?? 0]);
      frames.push({ events, timeMs, dropped });
    });
  }
  return frames;
}

test('a recorded movement of a mouse is one frame with its time', () => {
  // Recorded from a QEMU virtio mouse, stamped with CLOCK_MONOTONIC: REL_X 5, REL_Y -3, SYN_REPORT.
  const time = '0a000000000000007c870e0000000000';
  const recorded = Buffer.from(`${time}0200000005000000${time}02000100fdffffff${time}0000000000000000`, 'hex');
  assert.equal(decode([recorded]), [{ events: [rel(0, 5), rel(1, -3)], timeMs: 10952.188, dropped: false }]);
});

test('a frame is told at its SYN_REPORT, not before', () => {
  assert.equal(decode([encode([down(30)], 0, INPUT_EVENT_64)]), []);
  assert.is(decode([encode([down(30), REPORT, up(30)], 0, INPUT_EVENT_64)]).length, 1);
});

test('after SYN_DROPPED everything up to the next SYN_REPORT is forgotten', () => {
  const bytes = encode([down(30), DROPPED, up(30), rel(0, 1), REPORT, down(31), REPORT], 0, INPUT_EVENT_64);
  assert.equal(
    decode([bytes]).map(({ events, dropped }) => ({ events, dropped })),
    [
      { events: [], dropped: true },
      { events: [down(31)], dropped: false },
    ],
  );
});

test('a frame that never ends takes no memory and counts as dropped', () => {
  const endless = encode(
    Array.from({ length: 5000 }, () => rel(0, 1)),
    0,
    INPUT_EVENT_64,
  );
  assert.equal(
    decode([endless, encode([REPORT, down(30), REPORT], 0, INPUT_EVENT_64)]).map(({ events, dropped }) => [
      events.length,
      dropped,
    ]),
    [
      [0, true],
      [1, false],
    ],
  );
});

test('bytes beyond the given length are not looked at', () => {
  const decoder = new EventDecoder(INPUT_EVENT_64);
  let frames = 0;
  decoder.push(encode([down(30), REPORT], 0, INPUT_EVENT_64), INPUT_EVENT_64.size, () => frames++);
  assert.is(frames, 0);
});

const event = fc.oneof(
  fc.tuple(fc.constantFrom(EV_KEY, EV_REL), fc.nat(0x2ff), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  fc.constant<[number, number, number]>([EV_SYN, 0, 0]),
);

test('property: however the bytes are cut, the frames are the same, on 64 and on 32 bits', () => {
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
      fc.nat(4e9),
      fc.boolean(),
      (events, cuts, time, is64) => {
        const layout = is64 ? INPUT_EVENT_64 : INPUT_EVENT_32;
        const bytes = encode(events, time, layout);
        const chunks: Uint8Array[] = [];
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const size = cuts[i % cuts.length] ?? 1;
          chunks.push(bytes.subarray(at, at + size));
          at += size;
        }
        const expected: Decoded[] = [];
        let frame: RawEvent[] = [];
        for (const [type, code, value] of events) {
          if (type !== EV_SYN) frame.push([type, code, value]);
          else {
            expected.push({ events: frame, timeMs: time, dropped: false });
            frame = [];
          }
        }
        assert.equal(decode(chunks, layout), expected);
      },
    ),
  );
});

test('property: any bytes at all are decoded without failing', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 100 })), (chunks) => {
      const total = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
      return decode(chunks).length <= total / INPUT_EVENT_64.size;
    }),
  );
});

test.run();
