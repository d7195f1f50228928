import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { VirtualClock } from '../../../ui/lvgl/testing/index.ts';
import { PreviewClock } from '../../../ui/preview/engine/preview-clock.ts';

const test = suite('the clock of a story');

test('stands until it is moved, and runs what falls due on the way in order and at its own time', () => {
  const clock = new PreviewClock();
  const start = clock.now();
  const ran: [string, number][] = [];
  const note = (name: string) => () => void ran.push([name, clock.now() - start]);
  clock.after(20, note('late'));
  clock.after(10, () => {
    note('early')();
    clock.after(5, note('between'));
  });
  clock.after(40, note('never'));
  const cancel = clock.after(15, note('cancelled'));
  cancel();
  clock.advance(30);
  assert.equal(ran, [
    ['early', 10],
    ['between', 15],
    ['late', 20],
  ]);
  assert.is(clock.now() - start, 30);
});

test('goes on with the time of its host, with what was waiting', () => {
  const host = new VirtualClock();
  const clock = new PreviewClock();
  const start = clock.now();
  let ran = 0;
  clock.after(50, () => ran++);
  clock.advance(20);
  host.advance(1000);
  clock.run(host);
  host.advance(29);
  assert.equal([ran, clock.now() - start], [0, 49]);
  host.advance(1);
  assert.is(ran, 1);
  assert.is(host.pending, 0);
  clock.after(10, () => ran++);
  host.advance(10);
  assert.is(ran, 2);
});

test('forgets everything when it is stopped', () => {
  const host = new VirtualClock();
  const clock = new PreviewClock();
  let ran = 0;
  clock.run(host);
  clock.after(10, () => ran++);
  clock.stop();
  host.advance(100);
  assert.equal([ran, host.pending], [0, 0]);
  clock.run(host);
  host.advance(100);
  assert.is(ran, 0);
});

test.run();
