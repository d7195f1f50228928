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
import { focusOrder, getByRole } from '../../../ui/lvgl/testing/index.ts';
import { makeTestDisplay } from '../../kit/display.ts';
import { type Item, screen, texts, watched } from './tree.ts';

const test = suite('jsx');

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
