import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  batch,
  type Child,
  computed,
  createContext,
  For,
  mount,
  onCleanup,
  provide,
  Show,
  signal,
  useContext,
  useEffect,
} from '../../../ui/jsx/index.ts';
import { Owner } from '../../../ui/jsx/owner.ts';
import { type Button, type Label, Obj } from '../../../ui/lvgl/index.ts';
import { focusOrder, getByRole, treeText } from '../../../ui/lvgl/testing/index.ts';
import { makeTestDisplay } from '../../kit/display.ts';

const test = suite('jsx');

const screen = (): Obj => makeTestDisplay().display.screen;

/** What the labels say, in drawing order. */
const texts = (obj: Obj): string[] =>
  obj.children.flatMap((child) => (child.hidden ? [] : child.role === 'text' ? [child.accessibleName] : texts(child)));

/** A signal that counts who listens: the number of effects that would run when it changes. */
function watched(): { readonly source: () => void; readonly listeners: () => number } {
  const ping = signal(0);
  let runs = 0;
  return {
    source: () => {
      if (ping.value > 0) runs++;
    },
    listeners: () => {
      runs = 0;
      ping.value++;
      return runs;
    },
  };
}

// --- elements and props -------------------------------------------------------------------------------------------

test('an element makes its object with children in order, and text makes labels', () => {
  const parent = screen();
  mount(
    <obj>
      one
      <label>two</label>
      <button label="go">three</button>
      {null}
      {parent.hidden && 'hidden'}
      {['four', <label text="five" />]}
    </obj>,
    parent,
  );
  assert.equal(texts(parent), ['one', 'two', 'three', 'four', 'five']);
  assert.is(getByRole(parent.display, 'button').accessibleName, 'go');
});

test('several children need no object around them', () => {
  const parent = screen();
  mount(
    <>
      <label>a</label>
      <label>b</label>
    </>,
    parent,
  );
  assert.equal(texts(parent), ['a', 'b']);
});

test('a prop is a value, a signal, a computed one or a function, and feeds its setter', () => {
  const parent = screen();
  const count = signal(1);
  const doubled = computed(() => `${count.value * 2}`);
  mount(
    <obj>
      <label text="fixed" />
      <label text={doubled} />
      <label text={() => `${count.value}`} />
      <label>
        {() => `${count.value}`} of {doubled}
      </label>
    </obj>,
    parent,
  );
  assert.equal(texts(parent), ['fixed', '2', '1', '1 of 2']);
  count.value = 5;
  assert.equal(texts(parent), ['fixed', '10', '5', '5 of 10']);
});

test('states, flags, variants and handlers are props', () => {
  const { display, pointer } = makeTestDisplay();
  const busy = signal(false);
  let clicks = 0;
  mount(
    <button
      disabled={busy}
      variant={() => (busy.value ? 'busy' : 'primary danger')}
      checked
      error={() => busy.value}
      onClicked={() => clicks++}
      style={{ width: 20, height: 20 }}
      label="go"
    />,
    display.screen,
  );
  const obj = getByRole(display, 'button');
  pointer.click(obj);
  busy.value = true;
  pointer.click(obj);
  assert.is(clicks, 1);
  assert.ok(obj.disabled && obj.hasState('checked') && obj.hasState('error'));
});

test('styles of states are styles of states', () => {
  const parent = screen();
  mount(<obj style={{ bgColor: 1 }} stateStyles={{ pressed: { bgColor: 2 } }} />, parent);
  const obj = parent.children[0]!;
  obj.setState('pressed', true);
  assert.is(obj.style.bgColor, 2);
});

test('a bound style that leaves a property out gives it back to the theme', () => {
  const parent = screen();
  const loud = signal(true);
  mount(<obj style={() => (loud.value ? { bgColor: 1, padAll: 3, radius: 2 } : { radius: 2 })} />, parent);
  const obj = parent.children[0]!;
  assert.equal([obj.style.bgOpa, obj.style.padTop], [255, 3]);
  loud.value = false;
  assert.equal([obj.style.bgOpa, obj.style.padTop, obj.style.radius], [0, 0, 2]);
});

test('only the setter that a signal feeds is called, and the object stays the same', () => {
  const parent = screen();
  const text = signal('a');
  let made = 0;
  const Part = (): Child => {
    made++;
    return <label text={text} />;
  };
  mount(<Part />, parent);
  const before = parent.children[0];
  text.value = 'b';
  assert.is(parent.children[0], before);
  assert.is(made, 1);
});

test('ref gives the object when its children are there', () => {
  const parent = screen();
  let obj: Button | null = null as Button | null;
  mount(
    <button
      ref={(made) => {
        obj = made;
      }}
    >
      ok
    </button>,
    parent,
  );
  assert.is(obj?.accessibleName, 'ok');
});

test('what a setter’s own handlers read does not run it again', () => {
  const { display } = makeTestDisplay();
  const busy = signal(false);
  const other = signal(0);
  let sets = 0;
  mount(
    <button
      onDefocused={() => void other.value}
      disabled={() => {
        sets++;
        return busy.value;
      }}
    />,
    display.screen,
  );
  display.group.focus(getByRole(display, 'button'));
  busy.value = true;
  assert.is(display.group.focused, null);
  other.value++;
  assert.is(sets, 2);
});

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

interface Item {
  readonly id: string;
}

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

// --- context ------------------------------------------------------------------------------------------------------

const Theme = createContext<string>('Theme');
const Depth = createContext('Depth', 0);

test('a context is what the nearest component around provides, also in what is mounted later', () => {
  const parent = screen();
  const on = signal(false);
  const Reader = (): Child => <label>{`${useContext(Theme)} ${useContext(Depth)}`}</label>;
  const Provider = ({ theme, children }: { theme: string; children?: Child }): Child => {
    provide(Theme, theme);
    provide(Depth, useContext(Depth) + 1);
    return children;
  };
  mount(
    <Provider theme="dark">
      <Reader />
      <Provider theme="light">
        <Show when={on}>
          <Reader />
        </Show>
      </Provider>
    </Provider>,
    parent,
  );
  on.value = true;
  assert.equal(texts(parent), ['dark 1', 'light 2']);
});

test('a context that nobody provides is an error that names it', () => {
  const Reader = (): Child => useContext(Theme);
  assert.throws(() => mount(<Reader />, screen()), /Theme is not provided here/);
});

test('what belongs into a component’s body is an error outside', () => {
  assert.throws(() => onCleanup(() => undefined), /in the body of a component/);
});

// --- cleaning up ----------------------------------------------------------------------------------------------------

test('clean-ups run once, last first, while the objects are there', () => {
  const parent = screen();
  const order: string[] = [];
  const Part = ({ name, children }: { name: string; children?: Child }): Child => {
    let label: Label | null = null as Label | null;
    onCleanup(() => order.push(`${name} ${label?.deleted}`));
    return [<label ref={(made) => (label = made)}>{name}</label>, children];
  };
  const dispose = mount(
    <Part name="outer">
      <Part name="inner" />
    </Part>,
    parent,
  );
  dispose();
  dispose();
  assert.equal(order, ['inner false', 'outer false']);
  assert.is(parent.children.length, 0);
});

test('unmounting removes what a Show and a For made after the start', () => {
  const parent = screen();
  const on = signal(false);
  const list = signal<Item[]>([]);
  const dispose = mount(
    <>
      <Show when={on}>late</Show>
      <For each={list} by={(item: Item) => item.id}>
        {(item: Item) => <label>{item.id}</label>}
      </For>
    </>,
    parent,
  );
  on.value = true;
  list.value = [{ id: 'a' }];
  assert.is(texts(parent).length, 2);
  dispose();
  assert.is(parent.children.length, 0);
});

test('nothing listens any more to what a deleted tree was bound to, whoever deleted it', () => {
  for (const how of ['dispose', 'delete the object', 'clean the parent'] as const) {
    const parent = screen();
    const { source, listeners } = watched();
    const on = signal(true);
    const list = signal<Item[]>([{ id: 'a' }, { id: 'b' }]);
    const Part = (): Child => {
      useEffect(source);
      return (
        <label
          text={() => {
            source();
            return 'x';
          }}
        />
      );
    };
    const dispose = mount(
      <obj>
        <Part />
        <Show
          when={() => {
            source();
            return on.value;
          }}
        >
          <Part />
        </Show>
        <For
          each={() => {
            source();
            return list.value;
          }}
          by={(item: Item) => item.id}
        >
          {() => <Part />}
        </For>
      </obj>,
      parent,
    );
    assert.is(listeners(), 2 + 1 + 2 + 1 + 4, how);
    on.value = false;
    assert.is(listeners(), 2 + 1 + 1 + 4, how);
    list.value = list.value.slice(1);
    assert.is(listeners(), 2 + 1 + 1 + 2, how);
    if (how === 'dispose') dispose();
    else if (how === 'delete the object') parent.children[0]!.delete();
    else parent.clean();
    assert.is(listeners(), 0, how);
  }
});

test('showing and hiding a thousand times leaves nothing behind', () => {
  // Whatever waits to be run at some end.
  const waiting = new Set<() => void>();
  const watch = <T,>(original: (this: T, cleanup: () => void) => () => void) =>
    function (this: T, cleanup: () => void): () => void {
      const run = (): void => {
        waiting.delete(run);
        cleanup();
      };
      waiting.add(run);
      const forget = original.call(this, run);
      return () => {
        waiting.delete(run);
        forget();
      };
    };
  const { onCleanup: ownerOriginal } = Owner.prototype;
  const { onDelete: objOriginal } = Obj.prototype;
  Owner.prototype.onCleanup = watch(ownerOriginal);
  Obj.prototype.onDelete = watch(objOriginal);
  try {
    const parent = screen();
    const on = signal(false);
    const list = signal<Item[]>([]);
    const Part = (): Child => {
      onCleanup(() => undefined);
      return 'x';
    };
    const dispose = mount(
      <>
        <Show when={on}>
          <Part />
        </Show>
        <For each={list} by={(item: Item) => item.id}>
          {() => <Part />}
        </For>
      </>,
      parent,
    );
    const before = waiting.size;
    for (let i = 0; i < 1000; i++) {
      on.value = true;
      list.value = [{ id: 'a' }, { id: `${i}` }];
      on.value = false;
      list.value = [];
    }
    assert.is(waiting.size, before);
    dispose();
    assert.is(waiting.size, 0);
  } finally {
    Owner.prototype.onCleanup = ownerOriginal;
    Obj.prototype.onDelete = objOriginal;
  }
});

test('a component that fails to mount takes what it had made with it', () => {
  const parent = screen();
  const { source, listeners } = watched();
  const Bad = (): Child => {
    useEffect(source);
    throw new Error('no');
  };
  assert.throws(
    () =>
      mount(
        <obj>
          <label>half</label>
          <Bad />
        </obj>,
        parent,
      ),
    'no',
  );
  assert.is(parent.children.length, 0);
  assert.is(listeners(), 0);
});

test('a component reads signals without being made anew by them', () => {
  const parent = screen();
  const name = signal('a');
  let made = 0;
  const on = signal(true);
  const Part = (): Child => {
    made++;
    return <label>{name.value}</label>;
  };
  mount(
    <Show when={on}>
      <Part />
    </Show>,
    parent,
  );
  name.value = 'b';
  assert.is(made, 1);
});

test('several changes at once are one update', () => {
  const parent = screen();
  const [first, last] = [signal('a'), signal('b')];
  let updates = 0;
  mount(
    <label
      text={() => {
        updates++;
        return `${first.value} ${last.value}`;
      }}
    />,
    parent,
  );
  batch(() => {
    first.value = 'c';
    last.value = 'd';
  });
  assert.equal([updates, texts(parent)], [2, ['c d']]);
});

test('focus goes through what is shown, in order', () => {
  const { display } = makeTestDisplay();
  const on = signal(false);
  mount(
    <>
      <button>one</button>
      <Show when={on}>
        <button>two</button>
      </Show>
      <button>three</button>
    </>,
    display.screen,
  );
  on.value = true;
  assert.equal(focusOrder(display), ["button 'one'", "button 'two'", "button 'three'"]);
});

test.run();
