import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { KeyRepeat } from '../../../drivers/input/repeat.ts';
import { ManualClock } from './events.ts';

const test = suite('key repeat');

function setUp() {
  const clock = new ManualClock();
  const repeats: string[] = [];
  const repeat = new KeyRepeat<string>(clock, (key) => repeats.push(`${key} ${clock.now() - 1000}`));
  return { clock, repeats, repeat };
}

test('a key that is held repeats after 500 ms and then every 33 ms', () => {
  const { clock, repeats, repeat } = setUp();
  repeat.press('a');
  clock.advance(499);
  assert.equal(repeats, []);
  clock.advance(1 + 33 + 33);
  assert.equal(repeats, ['a 500', 'a 533', 'a 566']);
});

test('letting go ends it, and leaves no timer behind', () => {
  const { clock, repeats, repeat } = setUp();
  repeat.press('a');
  clock.advance(510);
  repeat.release('a');
  assert.is(clock.timers, 0);
  clock.advance(1000);
  assert.equal(repeats, ['a 500']);
});

test('only the key pressed last repeats, and letting go of an earlier one does not end it', () => {
  const { clock, repeats, repeat } = setUp();
  repeat.press('a');
  clock.advance(100);
  repeat.press('b');
  repeat.release('a');
  clock.advance(500);
  assert.equal(repeats, ['b 600']);
});

test('after a stall one repeat stands for those that were missed', () => {
  const { clock, repeats, repeat } = setUp();
  repeat.press('a');
  clock.stall(2000);
  clock.advance(0);
  assert.is(repeats.length, 1);
  clock.advance(33);
  assert.is(repeats.length, 2);
});

test('a key let go from inside a repeat does not repeat again', () => {
  const clock = new ManualClock();
  let repeats = 0;
  const repeat: KeyRepeat<string> = new KeyRepeat(clock, (key) => {
    repeats++;
    repeat.release(key);
  });
  repeat.press('a');
  clock.advance(2000);
  assert.is(repeats, 1);
  assert.is(clock.timers, 0);
});

test.run();
