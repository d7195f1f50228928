/**
 * When the on-screen keyboard is there, and for which field.
 *
 * - It comes when a text field is clicked, and by itself as long as no real keyboard was used: most recorders have none.
 * - It stays when the focus goes to a button, so that nothing moves away from under the pointer between press and release.
 * - It goes with its hide key, with the first key of a real keyboard, and when there is no field left to type into.
 *
 * The screen is laid out anew in the room above it, so it never covers anything.
 */
import {
  computed,
  type Element,
  onCleanup,
  type ReadonlySignal,
  Show,
  type Signal,
  signal,
  useEffect,
} from '../../jsx/index.ts';
import { type Display, type InputEvent, type Obj, Textarea } from '../../lvgl/index.ts';
import { useApp } from '../context.ts';
import { Over } from './over.tsx';

/** What the keyboard offers for a field; `none` for one that has its own keys beside it. */
export type Keys = 'text' | 'email' | 'number' | 'none';

/** Logical pixels: five rows of keys that a shaky mouse hits. */
export const KEYBOARD_HEIGHT = 304;
const WIDEST = 1240;

export class KeyboardHost {
  /** The field it types into; null while it is away. */
  readonly field: Signal<Textarea | null> = signal(null);
  /** Logical pixels it takes at the bottom of the screen. */
  readonly space: ReadonlySignal<number> = computed(() => (this.field.value ? KEYBOARD_HEIGHT : 0));
  readonly #display: Display;
  readonly #keys = new WeakMap<Textarea, Keys>();
  /** The field that had the focus last. */
  #last: Textarea | null = null;
  #realKeyboard = false;
  #pointerDown = false;

  constructor(display: Display) {
    this.#display = display;
  }

  /** Begins to listen; the returned function stops. */
  follow(): () => void {
    const { screen, topLayer } = this.#display;
    const stops = [this.#display.onInput((event) => this.#input(event))];
    for (const root of [screen, topLayer]) {
      stops.push(root.on('focused', (event) => this.#focused(event.target)));
      stops.push(root.on('clicked', (event) => this.#clicked(event.target)));
    }
    return () => {
      for (const stop of stops) stop();
    };
  }

  keysFor(field: Textarea, keys: Keys): void {
    this.#keys.set(field, keys);
  }

  keysOf(field: Textarea | null): Exclude<Keys, 'none'> {
    const keys = (field && this.#keys.get(field)) ?? 'text';
    return keys === 'none' ? 'text' : keys;
  }

  hide(): void {
    this.field.value = null;
  }

  /** For the button in the title bar. */
  toggle(): void {
    if (this.field.peek()) this.hide();
    else if (this.#last && this.#takes(this.#last)) this.#show(this.#last);
  }

  #input(event: InputEvent): boolean {
    if (event.type === 'pointerDown') this.#pointerDown = true;
    if (event.type === 'pointerUp') this.#pointerDown = false;
    if (event.type === 'keyDown') {
      this.#realKeyboard = true;
      this.hide();
    }
    return false;
  }

  #focused(target: Obj): void {
    if (!(target instanceof Textarea)) return;
    if (this.#last !== target) target.onDelete(() => this.#gone(target));
    this.#last = target;
    const shown = this.field.peek() !== null;
    if (!this.#takes(target)) this.hide();
    else if (shown || !(this.#realKeyboard || this.#pointerDown)) this.#show(target);
  }

  #clicked(target: Obj): void {
    if (target instanceof Textarea && this.#takes(target)) this.#show(target);
  }

  #gone(field: Textarea): void {
    if (this.#last === field) this.#last = null;
    if (this.field.peek() === field) this.hide();
  }

  #takes(field: Textarea): boolean {
    return !field.deleted && !field.disabled && !field.readOnly && this.#keys.get(field) !== 'none';
  }

  #show(field: Textarea): void {
    if (this.field.peek() === field) return;
    this.field.value = field;
    field.scrollToView();
  }
}

export function OnScreenKeyboard({ host }: { host: KeyboardHost }): Element {
  onCleanup(host.follow());
  return (
    <Show when={() => host.field.value !== null}>
      <Tray host={host} />
    </Show>
  );
}

function Tray({ host }: { host: KeyboardHost }): Element {
  const { locale } = useApp();
  return (
    <Over layer="topLayer">
      <obj
        clickable
        style={{
          width: '100%',
          height: KEYBOARD_HEIGHT,
          align: 'bottomLeft',
          layout: 'flex',
          flexMainPlace: 'center',
          padHor: 8,
          padBottom: 8,
        }}
        ref={(tray) =>
          useEffect(() => {
            // Over the dialog its field is in; what opens after that, such as a list of choices, lies over it.
            if (host.field.value && tray.parent) tray.moveTo(tray.parent.children.length - 1);
          })
        }
      >
        <keyboard
          mode={() => host.keysOf(host.field.value)}
          textarea={host.field}
          locale={locale}
          style={{ width: '100%', maxWidth: WIDEST, height: '100%' }}
          onCancel={() => host.hide()}
        />
      </obj>
    </Over>
  );
}
