/** The user's hands: mouse and keyboard events that arrive inside as evdev events of the plugged-in devices. */
import type { Guest } from './guest.ts';
import type { Qmp } from './qmp.ts';

export type MouseButton = 'left' | 'right' | 'middle';

type InputEvent =
  | { type: 'abs' | 'rel'; data: { axis: 'x' | 'y'; value: number } }
  | { type: 'btn'; data: { button: MouseButton | 'wheel-up' | 'wheel-down'; down: boolean } }
  | { type: 'key'; data: { key: { type: 'qcode'; data: string }; down: boolean } };

/** Sends events as one report, and waits until the guest has run on: its devices hold only a few unread reports. */
export class Hands {
  private readonly qmp: Qmp;
  private readonly guest: Guest;

  constructor(qmp: Qmp, guest: Guest) {
    this.qmp = qmp;
    this.guest = guest;
  }

  async report(...events: InputEvent[]): Promise<void> {
    await this.qmp.command('input-send-event', { events });
    await this.guest.fence();
  }
}

/** A mouse on the table. Positions are pixels of the picture. */
export class Mouse {
  private readonly hands: Hands;
  private readonly screen: readonly [width: number, height: number];

  constructor(hands: Hands, screen: readonly [width: number, height: number]) {
    this.hands = hands;
    this.screen = screen;
  }

  /** Puts the pointer of an absolute device (usb-tablet) on a pixel. */
  async moveTo(x: number, y: number): Promise<void> {
    const [width, height] = this.screen;
    const scaled = (value: number, size: number) => Math.round((value * 0x7fff) / (size - 1));
    await this.hands.report(
      { type: 'abs', data: { axis: 'x', value: scaled(x, width) } },
      { type: 'abs', data: { axis: 'y', value: scaled(y, height) } },
    );
  }

  /** Moves a relative device (usb-mouse) by counts; the recorder's acceleration makes pixels of them. */
  async moveBy(dx: number, dy: number): Promise<void> {
    await this.hands.report(
      { type: 'rel', data: { axis: 'x', value: dx } },
      { type: 'rel', data: { axis: 'y', value: dy } },
    );
  }

  async down(button: MouseButton = 'left'): Promise<void> {
    await this.hands.report({ type: 'btn', data: { button, down: true } });
  }

  async up(button: MouseButton = 'left'): Promise<void> {
    await this.hands.report({ type: 'btn', data: { button, down: false } });
  }

  async click(button: MouseButton = 'left'): Promise<void> {
    await this.down(button);
    await this.up(button);
  }

  /** Turns the wheel by clicks; positive is towards the user, which scrolls towards the end. */
  async wheel(clicks: number): Promise<void> {
    const button = clicks < 0 ? 'wheel-up' : 'wheel-down';
    for (let i = 0; i < Math.abs(clicks); i++) {
      await this.hands.report({ type: 'btn', data: { button, down: true } });
      await this.hands.report({ type: 'btn', data: { button, down: false } });
    }
  }
}

/** Keys by QEMU's names (`a`, `ret`, `tab`, `shift`), text as typed on a US keyboard. */
export class Keyboard {
  private readonly hands: Hands;

  constructor(hands: Hands) {
    this.hands = hands;
  }

  /** Presses keys one on top of the other and lets go in reverse: `press('ctrl', 'a')`. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.key(key, true);
    for (const key of keys.toReversed()) await this.key(key, false);
  }

  async type(text: string): Promise<void> {
    for (const character of text) await this.press(...keysFor(character));
  }

  private key(qcode: string, down: boolean): Promise<void> {
    return this.hands.report({ type: 'key', data: { key: { type: 'qcode', data: qcode }, down } });
  }
}

const PLAIN: Readonly<Record<string, string>> = {
  ' ': 'spc',
  '-': 'minus',
  '=': 'equal',
  '[': 'bracket_left',
  ']': 'bracket_right',
  '\\': 'backslash',
  ';': 'semicolon',
  "'": 'apostrophe',
  '`': 'grave_accent',
  ',': 'comma',
  '.': 'dot',
  '/': 'slash',
  '\n': 'ret',
  '\t': 'tab',
};
const SHIFTED = new Map([...')!@#$%^&*('].map((character, digit) => [character, String(digit)]));
for (const [shifted, plain] of ['_-', '+=', '{[', '}]', '|\\', ':;', '"\'', '~`', '<,', '>.', '?/'].map((pair) => [
  ...pair,
])) {
  SHIFTED.set(shifted ?? '', PLAIN[plain ?? ''] ?? '');
}

function keysFor(character: string): string[] {
  if (/^[a-z0-9]$/.test(character)) return [character];
  if (/^[A-Z]$/.test(character)) return ['shift', character.toLowerCase()];
  const plain = PLAIN[character];
  if (plain !== undefined) return [plain];
  const shifted = SHIFTED.get(character);
  if (shifted !== undefined) return ['shift', shifted];
  throw new Error(`a US keyboard has no key for ${JSON.stringify(character)}`);
}
