import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Obj } from '../../../ui/lvgl/index.ts';
import { makeTestDisplay } from '../../kit/display.ts';
import { box, button } from './objects.ts';

const test = suite('whatever the hands do');

test('whatever the hand does, states and timers are clean when it lets go', () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 399 }), y: fc.integer({ min: 0, max: 299 }) });
  const action = fc.oneof(
    fc.record({ do: fc.constantFrom('move' as const, 'press' as const, 'rightPress' as const), at: point }),
    fc.record({ do: fc.constantFrom('release' as const, 'rightRelease' as const, 'leave' as const) }),
    fc.record({
      do: fc.constantFrom('hide' as const, 'show' as const, 'disable' as const, 'enable' as const, 'delete' as const),
      n: fc.nat(5),
    }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.nat(700) }),
    fc.record({ do: fc.constant('wheel' as const), at: point, n: fc.integer({ min: -3, max: 3 }) }),
    fc.record({
      do: fc.constant('key' as const),
      key: fc.constantFrom('Tab', 'Shift+Tab', 'Enter', 'Escape', 'ArrowDown', 'ArrowLeft', 'PageDown', 'Home', 'x'),
    }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      const { display, pointer, keyboard, clock } = makeTestDisplay();
      const list = box(display.screen, { width: 150, height: 100 });
      list.scrollable = true;
      const objs = [0, 1, 2, 3].map((i) => button(list, { y: i * 60, width: 100, height: 50 }));
      objs.push(
        button(display.screen, { x: 200, width: 100, height: 100 }),
        button(display.topLayer, { x: 250, y: 50, width: 100, height: 100 }),
      );
      objs[1]!.pressRepeats = true;
      const pressed = new Set<Obj>();
      for (const obj of objs) {
        obj.on('pressed', () => pressed.add(obj));
        for (const code of ['released', 'pressLost', 'delete'] as const) obj.on(code, () => pressed.delete(obj));
        obj.on('clicked', () => {
          if (obj.deleted || obj.disabled || !obj.visible) assert.unreachable('clicked although it cannot be');
        });
      }
      for (const one of actions) {
        const obj = 'n' in one ? objs[one.n]! : objs[0]!;
        if (one.do === 'move') pointer.moveTo(one.at);
        else if (one.do === 'press') pointer.press(one.at);
        else if (one.do === 'rightPress') pointer.press(one.at, 2);
        else if (one.do === 'release') pointer.release();
        else if (one.do === 'rightRelease') pointer.release(2);
        else if (one.do === 'leave') pointer.leave();
        else if (one.do === 'hide' || one.do === 'show') obj.hidden = one.do === 'hide';
        else if (one.do === 'disable' || one.do === 'enable') obj.disabled = one.do === 'disable';
        else if (one.do === 'delete') obj.delete();
        else if (one.do === 'wait') clock.advance(one.ms);
        else if (one.do === 'wheel') pointer.wheel(one.n, one.at);
        else if (one.do === 'key') keyboard.press(one.key);
        assert.ok(pressed.size <= 1, 'two objects are pressed');
        const focused = display.group.focused;
        if (focused && (focused.deleted || focused.disabled || !focused.visible))
          assert.unreachable('the focus is on something that cannot have it');
        const there = objs.filter((o) => !o.deleted);
        assert.ok(there.filter((o) => o.hasState('focused')).length <= 1, 'two objects have the focus');
        assert.ok(there.filter((o) => o.hasState('hovered')).length <= 1, 'two objects are hovered');
      }
      pointer.release();
      pointer.release(2);
      pointer.leave();
      clock.advance(10_000);
      assert.is(clock.pending, 0);
      assert.is(pressed.size, 0);
      assert.not.ok(objs.some((o) => !o.deleted && (o.hasState('pressed') || o.hasState('hovered'))));
    }),
    { numRuns: 200, includeErrorInReport: true },
  );
});

test.run();
