import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mount, signal } from '../../../ui/jsx/index.ts';
import {
  type Bar,
  type Checkbox,
  type Dropdown,
  type Icon,
  type Keyboard,
  type QRCode,
  STATE,
  type Table,
  Textarea,
} from '../../../ui/lvgl/index.ts';
import { getByRole, treeText } from '../../../ui/lvgl/testing/index.ts';
import { makeTestDisplay } from '../../kit/display.ts';
import { dark } from '../../kit/themes.ts';

const test = suite('Elements of widgets');

test('each takes its setters as props and says what it is', () => {
  const { display } = makeTestDisplay({ theme: dark });
  const found: { icon?: Icon; bar?: Bar; qr?: QRCode; table?: Table; keyboard?: Keyboard } = {};
  const modules = { size: 21, data: new Uint8Array(441) };
  mount(
    <obj>
      <textarea label="Name" text="anna" />
      <checkbox text="Remember" checked />
      <checkbox text="E-mail" variant="radio" />
      <dropdown label="Language" options={['English', 'Deutsch']} selected={1} />
      <icon
        label="Settings"
        icon="settings"
        size="large"
        ref={(obj) => {
          found.icon = obj;
        }}
      />
      <bar
        label="Strength"
        min={0}
        max={4}
        value={3}
        ref={(obj) => {
          found.bar = obj;
        }}
      />
      <spinner label="Please wait" />
      <qrcode
        label="Code"
        modules={modules}
        modulePx={7}
        ref={(obj) => {
          found.qr = obj;
        }}
      />
      <table
        label="Users"
        columns={[{ title: 'User' }]}
        rows={[['admin']]}
        selected={0}
        ref={(obj) => {
          found.table = obj;
        }}
      />
      <keyboard
        mode="code"
        locale="de"
        ref={(obj) => {
          found.keyboard = obj;
        }}
      />
    </obj>,
    display.screen,
  );
  const tree = treeText(display)
    .split('\n')
    .filter((line) => !line.startsWith(' '));
  assert.equal(tree, [
    "textbox 'Name' = 'anna'",
    "checkbox 'Remember' [checked]",
    "radio 'E-mail'",
    "combobox 'Language' = 'Deutsch'",
    "img 'Settings'",
    "progressbar 'Strength' = '3'",
    "status 'Please wait'",
    "img 'Code'",
    "grid 'Users' = 'admin'",
    "group ''",
  ]);
  assert.is(found.icon?.size, 'large');
  assert.is(found.bar?.max, 4);
  assert.is(found.qr?.modulePx, 7);
  assert.equal(found.table?.columns, [{ title: 'User' }]);
  assert.is(found.keyboard?.mode, 'code');
  assert.is(found.keyboard?.locale, 'de');
});

test('what limits a text holds for the text beside it, in whatever order they are written', () => {
  const { display } = makeTestDisplay();
  mount(
    <textarea label="Code" text="k7-qm3xtd" grouping={4} maxLength={6} upperCase acceptedChars="K7QM3XTD" />,
    display.screen,
  );
  assert.is(getByRole(display, 'textbox').accessibleValue, 'K7QM3X');
});

test('a signal feeds the field, and what is typed comes back to it', () => {
  const { display, keyboard } = makeTestDisplay({ theme: dark });
  const address = signal('a');
  let field: Textarea | undefined;
  mount(
    <textarea
      text={address}
      ref={(obj) => {
        field = obj;
      }}
      onValueChanged={(event) => {
        if (event.target instanceof Textarea) address.value = event.target.text;
      }}
    />,
    display.screen,
  );
  display.group.focus(field!);
  keyboard.type('b');
  assert.is(address.value, 'ab');
  address.value = 'xyz';
  assert.is(field?.text, 'xyz');
});

test('the keyboard types into the field that a signal names', () => {
  const { display, pointer } = makeTestDisplay({ width: 1100, height: 500, theme: dark });
  const target = signal<Textarea | null>(null);
  const fields: Textarea[] = [];
  let keyboard: Keyboard | undefined;
  const add = (obj: Textarea): void => {
    fields.push(obj);
  };
  mount(
    <obj style={{ layout: 'flex', flexFlow: 'column', width: '100%' }}>
      <textarea ref={add} />
      <textarea ref={add} />
      <keyboard
        textarea={target}
        ref={(obj) => {
          keyboard = obj;
        }}
      />
    </obj>,
    display.screen,
  );
  for (const field of fields) {
    target.value = field;
    const { x1, y1 } = keyboard!.keyAt('g');
    pointer.click({ x: x1 + 5, y: y1 + 5 });
  }
  assert.equal(
    fields.map((field) => field.text),
    ['g', 'g'],
  );
});

test('a bound choice follows its signal', () => {
  const { display, pointer } = makeTestDisplay({ theme: dark });
  const method = signal('mail');
  const boxes: Checkbox[] = [];
  const choice = signal(0);
  let dropdown: Dropdown | undefined;
  mount(
    <obj style={{ layout: 'flex', flexFlow: 'column' }}>
      {['mail', 'file'].map((name) => (
        <checkbox
          variant="radio"
          text={name}
          checked={() => method.value === name}
          ref={(obj) => {
            boxes.push(obj);
          }}
          onValueChanged={() => {
            method.value = name;
          }}
        />
      ))}
      <dropdown
        options={['a', 'b']}
        selected={choice}
        ref={(obj) => {
          dropdown = obj;
        }}
      />
    </obj>,
    display.screen,
  );
  pointer.click(boxes[1]!);
  assert.equal(
    boxes.map((box) => box.state & STATE.checked),
    [0, 1],
  );
  choice.value = 1;
  assert.is(dropdown?.accessibleValue, 'b');
});

test.run();
