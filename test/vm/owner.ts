/**
 * An owner in front of the recorder. `byMouse` does every step with the pointer and the on-screen keyboard alone, as
 * somebody without a keyboard has to; `byKeyboard` never touches the mouse.
 */
import type { Gui, GuiNode } from './gui.ts';
import type { Keyboard } from './hands.ts';

/** Fills fields and presses buttons; what they are called is what stands on the screen. */
export interface Hand {
  /** Types into the text field with this label. */
  fill(field: string | RegExp, text: string): Promise<void>;
  press(role: string, name: string | RegExp): Promise<void>;
}

/** Signs that the on-screen keyboard has on its first page. */
const onFirstPage = /^[a-z0-9A-Z@._,-]$/;

export class MouseHand implements Hand {
  private readonly gui: Gui;

  constructor(gui: Gui) {
    this.gui = gui;
  }

  press(role: string, name: string | RegExp): Promise<void> {
    return this.gui.click(role, name);
  }

  async fill(field: string | RegExp, text: string): Promise<void> {
    await this.gui.click('textbox', field);
    await this.type(text);
  }

  /** Presses the keys of the on-screen keyboard, Shift before capitals. */
  async type(text: string): Promise<void> {
    for (const character of text) {
      if (!onFirstPage.test(character)) throw new Error(`the on-screen keyboard's first page has no ${character}`);
      const capital = character !== character.toLowerCase();
      if (capital && (await this.keyNow(character)) === null) await this.gui.click('button', 'Shift');
      await this.gui.click('button', character);
    }
  }

  private async keyNow(name: string): Promise<GuiNode | null> {
    const { tree } = await this.gui.dump();
    return tree.find((node) => node.role === 'button' && node.name === name) ?? null;
  }
}

/**
 * Characters typed before waiting for the GUI. Nobody types faster than a recorder reads, but a test can type faster than
 * an emulated one: the kernel keeps 64 unread events of a device, and a capital letter is eight.
 */
const AT_A_TIME = 4;

/** The most presses of Tab it can take to come to anything on one screen. */
const MOST_TABS = 40;

export class KeyboardHand implements Hand {
  private readonly gui: Gui;
  private readonly keyboard: Keyboard;

  constructor(gui: Gui, keyboard: Keyboard) {
    this.gui = gui;
    this.keyboard = keyboard;
  }

  async fill(field: string | RegExp, text: string): Promise<void> {
    await this.goTo('textbox', field);
    for (let from = 0; from < text.length; from += AT_A_TIME) {
      await this.keyboard.type(text.slice(from, from + AT_A_TIME));
      // The GUI answers when it has read on.
      await this.gui.dump();
    }
  }

  async press(role: string, name: string | RegExp): Promise<void> {
    await this.goTo(role, name);
    await this.keyboard.press('spc');
  }

  private async goTo(role: string, name: string | RegExp): Promise<void> {
    await this.gui.find(role, name);
    for (let tabs = 0; tabs <= MOST_TABS; tabs++) {
      const { tree } = await this.gui.dump();
      const focused = tree.find((node) => node.focused);
      const there =
        focused?.role === role && (typeof name === 'string' ? focused.name === name : name.test(focused.name));
      if (there) return;
      await this.keyboard.press('tab');
    }
    throw new Error(`Tab does not lead to ${role} ${name}`);
  }
}
