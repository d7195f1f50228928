/**
 * The benchmark scene "form" (1920×1080) drawn by the primitives alone, without objects, styles or damage: what the
 * toolkit above them can reach at best. `npx tsx test/bench/draw.bench.ts` prints the best round in µs and as multiples
 * of a plain fill of the screen, `--json` the same as one object.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bakeFonts } from '../../ui/build/fonts.ts';
import { drawText, fillRect, fillRoundRect, Layer } from '../../ui/lvgl/draw/index.ts';
import { type Font, Fonts, layoutText, type TextAlign, type TextLayout } from '../../ui/lvgl/text/index.ts';

const WIDTH = 1920;
const HEIGHT = 1080;
const BACKGROUND = 0x202833;
const DIALOG = 0x2b3543;
const FIELD = 0x10151d;
const BUTTON = 0xd0021b;
const PRESSED = 0xa00216;
const TEXT = 0xe8edf3;

const WARM_UP = 40;
const ROUNDS = 60;

export interface DrawFigures {
  fillUs: number;
  formUs: number;
  formOverFill: number;
  buttonUs: number;
  buttonOverFill: number;
  textUs: number;
  textOverFill: number;
}

/** Draws the scene; the figures of one round follow each other closely, so that load on the machine meets all alike. */
export async function measureDraw(): Promise<DrawFigures> {
  await bakeFonts();
  const folder = new URL('../../.build/fonts/', import.meta.url);
  const form = new Form(new Fonts((file) => readFileSync(new URL(file, folder)), 1));
  const fill: number[] = [];
  const whole: number[] = [];
  const button: number[] = [];
  const text: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    fill.push(timeUs(4, () => form.layer.pixels.fill(BACKGROUND | 0xff000000)));
    whole.push(timeUs(4, () => form.draw()));
    button.push(timeUs(100, (turn) => form.repaintButton(turn)));
    text.push(timeUs(100, (turn) => form.changeText(turn)));
  }
  const fillUs = best(fill);
  const formUs = best(whole);
  const buttonUs = best(button);
  const textUs = best(text);
  return {
    fillUs,
    formUs,
    formOverFill: formUs / fillUs,
    buttonUs,
    buttonOverFill: buttonUs / fillUs,
    textUs,
    textOverFill: textUs / fillUs,
  };
}

/** Mean time of one of `turns` calls. */
function timeUs(turns: number, work: (turn: number) => void): number {
  const start = process.hrtime.bigint();
  for (let turn = 0; turn < turns; turn++) work(turn);
  return Number(process.hrtime.bigint() - start) / 1000 / turns;
}

/** The best round: whatever else the machine does only ever adds. */
const best = (times: number[]): number => Math.min(...times.slice(WARM_UP));

class Form {
  readonly layer = new Layer({ pixels: new Uint32Array(WIDTH * HEIGHT), width: WIDTH, height: HEIGHT, stride: WIDTH });
  readonly #font: Font;
  readonly #title: TextLayout;
  readonly #labels: readonly TextLayout[];
  readonly #values: readonly TextLayout[];
  readonly #buttons: readonly TextLayout[];

  constructor(fonts: Fonts) {
    this.#font = fonts.get('label');
    this.#title = lay('Reserved E-mail Settings', fonts.get('title'));
    const rows = Array.from({ length: 14 }, (_, i) => i + 1);
    this.#labels = rows.map((row) => lay(`Setting number ${row} of the device`, this.#font));
    this.#values = rows.map((row) => lay(`value ${row}: recorder@example.org`, this.#font));
    this.#buttons = ['OK', 'Cancel', 'Apply'].map((text) => lay(text, this.#font, 'center', 160));
  }

  draw(): void {
    const { layer } = this;
    fillRect(layer, 0, 0, WIDTH, HEIGHT, BACKGROUND, 255);
    fillRoundRect(layer, 400, 150, 1520, 930, 12, DIALOG, 255);
    drawText(layer, this.#title, 440, 170, TEXT, 255);
    for (let row = 0; row < 14; row++) {
      const y = 220 + 44 * row;
      drawText(layer, this.#labels[row]!, 440, y + 6, TEXT, 255);
      this.#drawField(800, y, this.#values[row]!);
    }
    for (let i = 0; i < 3; i++) this.#drawButton(900 + 180 * i, 870, this.#buttons[i]!, BUTTON);
  }

  /** A change of colour: the button under its own clip, on the dialog that shows at its corners. */
  repaintButton(turn: number): void {
    const { layer } = this;
    layer.setClip(900, 870, 1060, 914);
    fillRect(layer, 900, 870, 1060, 914, DIALOG, 255);
    this.#drawButton(900, 870, this.#buttons[0]!, turn % 2 === 0 ? PRESSED : BUTTON);
    layer.setClip(0, 0, WIDTH, HEIGHT);
  }

  /** A text that was not there before: laid out, and its field drawn. */
  changeText(turn: number): void {
    const { layer } = this;
    layer.setClip(800, 220, 1400, 256);
    fillRect(layer, 800, 220, 1400, 256, DIALOG, 255);
    this.#drawField(800, 220, lay(`recorder${turn}@example.org`, this.#font));
    layer.setClip(0, 0, WIDTH, HEIGHT);
  }

  #drawField(x: number, y: number, value: TextLayout): void {
    fillRoundRect(this.layer, x, y, x + 600, y + 36, 4, FIELD, 255);
    drawText(this.layer, value, x + 10, y + 6, TEXT, 255);
  }

  #drawButton(x: number, y: number, text: TextLayout, color: number): void {
    fillRoundRect(this.layer, x, y, x + 160, y + 44, 6, color, 255);
    drawText(this.layer, text, x, y + 10, TEXT, 255);
  }
}

const lay = (text: string, font: Font, align: TextAlign = 'left', maxWidth = Infinity): TextLayout =>
  layoutText(text, font, { maxWidth, align, lineSpace: 0, letterSpace: 0, maxLines: 1 });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = await measureDraw();
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures));
  else for (const [name, value] of Object.entries(figures)) console.log(name.padEnd(16), value.toFixed(3).padStart(10));
}
