/**
 * Where things are on the screen, by what they are and what they say. With `PORTHOLE_TEST_TREE=1` the GUI answers
 * SIGUSR2 by writing its accessibility tree beside its socket; a test uses it to find where to point, never as a
 * verdict: that is left to the picture and to what the daemon then does.
 */
import * as v from 'valibot';
import { GUI, pidsOf, type Recorder } from './recorder.ts';

const Node = v.object({
  role: v.string(),
  name: v.string(),
  value: v.string(),
  x: v.number(),
  y: v.number(),
  w: v.number(),
  h: v.number(),
  states: v.array(v.string()),
  focused: v.boolean(),
});
const Dump = v.object({ pointer: v.object({ x: v.number(), y: v.number() }), tree: v.array(Node) });

export type GuiNode = v.InferOutput<typeof Node>;
export type GuiDump = v.InferOutput<typeof Dump>;

/** What tests give to `porthole run --data` inside: on the data disk, if there is one. */
export const DATA = '/data/porthole';

/** Asks a GUI that listens already: bit 11 of the signals it catches, proc(5). Before that the signal would end it. */
const ASK = `for pid in $(${pidsOf(GUI)}); do grep -q '^SigCgt:.*[89a-f]..$' /proc/$pid/status && kill -USR2 $pid; done`;

/** The largest movement that a USB mouse reports at once. */
const LARGEST_STEP = 127;

export class Gui {
  private readonly recorder: Recorder;

  constructor(recorder: Recorder) {
    this.recorder = recorder;
  }

  /** Everything that can be reached on the screen now, and where the pointer is. */
  async dump(): Promise<GuiDump> {
    const file = `${DATA}/gui-tree.json`;
    await this.recorder.exec(`rm -f ${file}`);
    return this.recorder.waitFor('the tree of the GUI', async () => {
      const { status, text } = await this.recorder.try(`cat ${file} 2>/dev/null || ${ASK}`);
      return status === 0 && text.startsWith('{') ? v.parse(Dump, JSON.parse(text)) : null;
    });
  }

  /**
   * Waits until the screen has exactly one enabled object of this role and name. After a click that opens another
   * screen, look first for something that only the new one has: the old one may still be there for a moment.
   */
  async find(role: string, name: string | RegExp): Promise<GuiNode> {
    const matches = (text: string) => (typeof name === 'string' ? text === name : name.test(text));
    return this.recorder.waitFor(`${role} ${name}`, async () => {
      const { tree } = await this.dump();
      const found = tree.filter(
        (node) => node.role === role && matches(node.name) && !node.states.includes('disabled'),
      );
      return found.length === 1 ? found[0] : null;
    });
  }

  /** Points at the object and clicks it. */
  async click(role: string, name: string | RegExp): Promise<void> {
    const { x, y, w, h } = await this.find(role, name);
    await this.recorder.mouse.moveTo(x + w / 2, y + h / 2);
    await this.recorder.mouse.click();
  }

  /**
   * Brings the pointer to a place with a device that only reports movements, as a person does: look where it is, push,
   * look again. How far a push goes is up to the recorder's acceleration.
   */
  async steerTo(x: number, y: number): Promise<void> {
    await this.recorder.waitFor(`the pointer at ${x}, ${y}`, async () => {
      const { pointer } = await this.dump();
      const [dx, dy] = [x - pointer.x, y - pointer.y];
      if (Math.hypot(dx, dy) <= 2) return true;
      await this.recorder.mouse.moveBy(push(dx), push(dy));
      return null;
    });
  }
}

/** One push towards a target `distance` pixels away: less than that, since faster pushes go further. */
function push(distance: number): number {
  const step = Math.sign(distance) * Math.ceil(Math.abs(distance) / 2);
  return Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, step));
}
