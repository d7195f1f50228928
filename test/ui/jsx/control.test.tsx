import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Child, For, mount, Show, signal } from '../../../ui/jsx/index.ts';
import type { Obj } from '../../../ui/lvgl/index.ts';
import { getByRole, treeText } from '../../../ui/lvgl/testing/index.ts';
import { makeTestDisplay } from '../../kit/display.ts';
import { type Item, screen, texts } from './tree.ts';

const test = suite('Show and For');

// --- Show ---------------------------------------------------------------------------------------------------------

test('Show shows while its condition holds, at its place among its siblings', () => {
  const parent = screen();
  const on = signal(false);
  mount(
    <>
      <label>before</label>
      <Show when={on} fallback={() => 'off'}>
        <label>on</label>
        <label>still on</label>
      </Show>
      <label>after</label>
    </>,
    parent,
  );
  assert.equal(texts(parent), ['before', 'off', 'after']);
  on.value = true;
  assert.equal(texts(parent), ['before', 'on', 'still on', 'after']);
  on.value = false;
  assert.equal(texts(parent), ['before', 'off', 'after']);
});

test('Show keeps what it shows while the condition stays true, and makes it anew for a new value if it is given', () => {
  const parent = screen();
  const user = signal<string | null>('ann');
  let kept = 0;
  let anew = 0;
  const Count = ({ add }: { add: () => void }): Child => {
    add();
    return null;
  };
  mount(
    <>
      <Show when={user}>
        <Count add={() => kept++} />
      </Show>
      <Show when={user}>{(name: string) => [<Count add={() => anew++} />, <label>{name}</label>]}</Show>
    </>,
    parent,
  );
  user.value = 'bob';
  assert.equal([kept, anew, texts(parent)], [1, 2, ['bob']]);
  user.value = null;
  assert.equal([kept, anew, texts(parent)], [1, 2, []]);
});

test('a button may hide itself in its own click', () => {
  const { display, pointer, clock } = makeTestDisplay();
  const on = signal(true);
  mount(
    <Show when={on}>
      <button label="close" style={{ width: 20, height: 20 }} onClicked={() => (on.value = false)} />
    </Show>,
    display.screen,
  );
  pointer.click(getByRole(display, 'button'));
  clock.advance(100);
  assert.is(treeText(display), '');
});

test('a Show inside a Show inside a Show keeps everything in order', () => {
  const parent = screen();
  const [a, b, c] = [signal(true), signal(false), signal(false)];
  mount(
    <>
      <label>1</label>
      <Show when={a}>
        <Show when={b}>
          <label>2</label>
          <Show when={c}>
            <label>3</label>
          </Show>
          <label>4</label>
        </Show>
        <label>5</label>
      </Show>
      <label>6</label>
    </>,
    parent,
  );
  const seen: string[] = [];
  for (const [which, value] of [
    [b, true],
    [c, true],
    [a, false],
    [a, true],
    [c, false],
    [b, false],
  ] as const) {
    which.value = value;
    seen.push(texts(parent).join(''));
  }
  assert.equal(seen, ['12456', '123456', '16', '123456', '12456', '156']);
});

// --- For ----------------------------------------------------------------------------------------------------------

test('For shows a row for each item, in the items’ order, whatever the order was before', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 7 });
  fc.assert(
    fc.property(fc.array(ids, { minLength: 1, maxLength: 8 }), (lists) => {
      const parent = screen();
      const items = new Map([...'abcdefg'].map((id) => [id, { id }]));
      const list = signal<Item[]>([]);
      const made = new Map<string, number>();
      mount(
        <>
          <label>first</label>
          <For each={list} by={(item: Item) => item.id}>
            {(item: Item) => {
              made.set(item.id, (made.get(item.id) ?? 0) + 1);
              return <label>{item.id}</label>;
            }}
          </For>
          <label>last</label>
        </>,
        parent,
      );
      let before = new Map<string, Obj>();
      for (const wanted of lists) {
        list.value = wanted.map((id) => items.get(id)!);
        assert.equal(texts(parent), ['first', ...wanted, 'last']);
        const now = new Map(
          parent.children.flatMap((obj) => (obj.role === 'text' ? [[obj.accessibleName, obj] as const] : [])),
        );
        for (const [id, obj] of now)
          if (before.has(id)) assert.is(obj, before.get(id), 'a row that stayed was made anew');
        before = now;
      }
    }),
  );
});

test('an unchanged order moves nothing', () => {
  const { display, clock } = makeTestDisplay();
  const items = ['a', 'b', 'c'].map((id) => ({ id }));
  const list = signal<Item[]>(items);
  mount(
    <For each={list} by={(item: Item) => item.id}>
      {(item: Item) => <label>{item.id}</label>}
    </For>,
    display.screen,
  );
  clock.advance(100);
  list.value = [...items];
  assert.is(clock.pending, 0);
});

test('a new item under an old key is a new row, and a key twice is one row', () => {
  const parent = screen();
  const list = signal<readonly { id: string; text: string }[]>([{ id: 'a', text: 'old' }]);
  mount(
    <For each={list} by={(item: { id: string }) => item.id}>
      {(item: { text: string }) => <label>{item.text}</label>}
    </For>,
    parent,
  );
  list.value = [
    { id: 'a', text: 'new' },
    { id: 'a', text: 'twin' },
  ];
  assert.equal(texts(parent), ['new']);
});

test('rows that begin with a Show move as a whole', () => {
  const parent = screen();
  const details = signal(false);
  const items = ['a', 'b'].map((id) => ({ id }));
  const list = signal<Item[]>(items);
  mount(
    <For each={list} by={(item: Item) => item.id}>
      {(item: Item) => (
        <>
          <Show when={details}>
            <label>{`details of ${item.id}`}</label>
          </Show>
          <label>{item.id}</label>
        </>
      )}
    </For>,
    parent,
  );
  details.value = true;
  list.value = [items[1]!, items[0]!];
  assert.equal(texts(parent), ['details of b', 'b', 'details of a', 'a']);
});

test('rows without anything to show do no harm', () => {
  const parent = screen();
  const items = ['a', '', 'b'].map((id) => ({ id }));
  const list = signal<Item[]>(items);
  mount(
    <For each={list} by={(item: Item) => item.id}>
      {(item: Item) => (item.id === '' ? null : <label>{item.id}</label>)}
    </For>,
    parent,
  );
  list.value = [...items].reverse();
  assert.equal(texts(parent), ['b', 'a']);
});

test.run();
