import * as assert from 'uvu/assert';
import { comparePictures, describeDifference } from '../../ui/lvgl/testing/index.ts';
import type { TestDisplay } from './display.ts';

/** Fails unless the screen looks as if everything had been drawn anew, and the monitor shows just that. */
export function expectNothingStale({ display, monitor }: TestDisplay, after: string): void {
  display.refreshNow();
  const partial = { pixels: display.pixels.slice(), width: display.width, height: display.height };
  const unflushed = comparePictures(monitor.picture, partial);
  if (unflushed)
    assert.unreachable(`not all that was drawn was shown after ${after}: ${describeDifference(unflushed)}`);
  display.invalidateAll();
  display.refreshNow();
  const stale = comparePictures(partial, { ...partial, pixels: display.pixels });
  if (stale)
    assert.unreachable(`redrawing in part differs from redrawing all after ${after}: ${describeDifference(stale)}`);
}
