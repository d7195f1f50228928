/** The whole GUI before a real daemon in memory, with a mouse, a keyboard and a clock in a test's hands. */
import type { Api } from '../../../core/api/contract.ts';
import { ApiError } from '../../../core/api/errors.ts';
import { mount, signal } from '../../../ui/jsx/index.ts';
import { Keyboard, type Obj, type Role, Textarea } from '../../../ui/lvgl/index.ts';
import {
  getByRole,
  queryAllByRole,
  reachableObjects,
  type TextMatch,
  treeText,
} from '../../../ui/lvgl/testing/index.ts';
import { App } from '../../../ui/screens/app.tsx';
import { dictionaries, fill, type TextKey, type TextParams } from '../../../ui/screens/i18n.ts';
import type { Recorder } from '../../core/daemon/harness.ts';
import { makeTestDisplay, type TestDisplay } from '../../kit/display.ts';
import { settle, themeFor } from './stage.tsx';

const SAYING = ['text', 'status', 'alert'] as const;

/** An English text of the screens. */
export const en = (key: TextKey, params: TextParams = {}): string => fill(dictionaries.en[key], params);

export interface Gui extends TestDisplay {
  readonly unsafeInput: { value: readonly string[] };
  /** The only object of a role and name; throws, listing what is there, when it is not. */
  get(role: Role, name: TextMatch): Obj;
  has(role: Role, name: TextMatch): boolean;
  /** True when some text says this. */
  says(text: TextMatch): boolean;
  /** What is on the screen, for messages. */
  tree(): string;
  click(role: Role, name: TextMatch): Promise<void>;
  clickOn(target: Obj): Promise<void>;
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** Types with the mouse, on the keyboard that is on the screen. */
  tap(text: string): Promise<void>;
  /** The on-screen keyboard, null while there is none. */
  osk(): Keyboard | null;
  focused(): string;
  /** Time passes, for the GUI and for the recorder. */
  pass(milliseconds: number): Promise<void>;
  /** Moves the mouse, which ends the screen saver. */
  wake(): Promise<void>;
  /** The connection to the daemon breaks; calls are refused until it is back. */
  loseDaemon(): Promise<void>;
  findDaemon(): Promise<void>;
  settle(): Promise<void>;
  /** The GUI process is gone: nothing is said good-bye to. */
  kill(): void;
}

export interface GuiOptions {
  readonly width?: number;
  readonly height?: number;
  /** Stands between the screens and the daemon. */
  readonly between?: (api: Api) => Api;
  /** False where calls are answered by the test's own hand: then nobody waits for them. */
  readonly patient?: boolean;
}

export async function startGui(
  recorder: Recorder,
  { width = 1024, height = 768, between = (api) => api, patient = true }: GuiOptions = {},
): Promise<Gui> {
  const kit = makeTestDisplay({ width, height, theme: themeFor('dark') });
  const { display, clock, pointer, keyboard } = kit;
  const connection = signal<'connecting' | 'up'>('up');
  const unsafeInput = signal<readonly string[]>([]);
  let work = 0;
  const api: Api = {
    async call(method, params) {
      if (connection.peek() === 'connecting') throw new ApiError({ code: 'disconnected' });
      return recorder.api().call(method, params);
    },
    on: (name, listener) => recorder.api().on(name, listener),
  };
  const dispose = mount(
    <App
      api={between(api)}
      connection={connection}
      display={display}
      themeFor={themeFor}
      locale="en"
      unsafeInput={unsafeInput}
      onWork={(change) => {
        work += change;
      }}
    />,
    display.screen,
  );
  const rest = async (): Promise<void> => {
    await settle(clock, () => (patient ? work : 0));
    display.refreshNow();
  };
  const after = async (act: () => void): Promise<void> => {
    act();
    await rest();
  };
  const osk = (): Keyboard | null => {
    display.updateLayout();
    const found = reachableObjects(display).find((obj) => obj instanceof Keyboard);
    return found instanceof Keyboard ? found : null;
  };
  const tapKey = (label: string): Promise<void> => {
    const pad = osk();
    if (!pad) throw new Error(`there is no keyboard to tap ${label} on. On the screen:\n${treeText(display)}`);
    const { x1, y1, x2, y2 } = pad.keyAt(label);
    return after(() => {
      clock.advance(1000);
      pointer.click({ x: (x1 + x2) >> 1, y: (y1 + y2) >> 1 });
    });
  };
  await rest();
  return {
    ...kit,
    unsafeInput,
    get: (role, name) => getByRole(display, role, { name }),
    has: (role, name) => queryAllByRole(display, role, { name }).length > 0,
    says: (text) => SAYING.some((role) => queryAllByRole(display, role, { name: text }).length > 0),
    tree: () => treeText(display),
    click: (role, name) => after(() => pointer.click(getByRole(display, role, { name }))),
    clickOn: (target) => after(() => pointer.click(target)),
    press: (...keys) =>
      after(() => {
        for (const key of keys) keyboard.press(key);
      }),
    type: (text) => after(() => keyboard.type(text)),
    async tap(text) {
      for (const char of text) {
        const labels = (): readonly string[] => osk()?.accessibleParts.map((part) => part.name) ?? [];
        if (labels().includes(char)) await tapKey(char);
        else if (char !== char.toLowerCase() && labels().includes(char.toLowerCase())) {
          await tapKey('Shift');
          await tapKey(char);
        } else {
          await tapKey('?123');
          if (!labels().includes(char)) await tapKey('é§°');
          await tapKey(char);
          await tapKey('ABC');
        }
      }
    },
    osk,
    focused: () => {
      const { focused } = display.group;
      return focused ? `${focused.role} ${focused.accessibleName}` : 'nothing';
    },
    pass: (milliseconds) =>
      after(() => {
        recorder.pass(milliseconds);
        recorder.device.tick();
        clock.advance(milliseconds);
      }),
    wake: () => after(() => pointer.moveTo({ x: 1, y: 1 })),
    loseDaemon: () =>
      after(() => {
        connection.value = 'connecting';
      }),
    findDaemon: () =>
      after(() => {
        connection.value = 'up';
      }),
    settle: rest,
    kill: dispose,
  };
}

/** The text fields that are there, in order. */
export const textFields = (gui: Gui): Textarea[] =>
  reachableObjects(gui.display).filter((obj): obj is Textarea => obj instanceof Textarea);
