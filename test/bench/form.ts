/** The benchmark scene "form", 1920×1080: a dialog with 14 labelled fields and three buttons, at fixed places. */
import {
  Button,
  COLOR_NAMES,
  type ColorName,
  Display,
  type DisplayOptions,
  Label,
  Obj,
  type StyleProps,
  Textarea,
  type Theme,
} from '../../ui/lvgl/index.ts';

export const WIDTH = 1920;
export const HEIGHT = 1080;
/** Middle of the first button, and a pixel of it that neither its text nor the pointer covers. */
export const FIRST_BUTTON = { x: 980, y: 892 };
export const BUTTON_PIXEL = { x: 915, y: 875 };
export const BUTTON_COLOR = 0xd0021b;
export const PRESSED_COLOR = 0xa00216;

const colors = Object.fromEntries(COLOR_NAMES.map((name) => [name, 0xe8edf3])) as Record<ColorName, number>;
/** The scene styles everything itself. */
const theme: Theme = { colors, styles: () => [] };

export interface Form {
  readonly display: Display;
  readonly fields: readonly Textarea[];
  readonly buttons: readonly Button[];
}

export function makeForm(options: Omit<DisplayOptions, 'theme' | 'scale'>): Form {
  const display = new Display({ ...options, theme, scale: 1 });
  display.screen.setStyle({ bgColor: 0x202833 });
  const dialog = styled(new Obj(display.screen), {
    x: 400,
    y: 150,
    width: 1120,
    height: 780,
    radius: 12,
    bgColor: 0x2b3543,
    textFont: 'label',
  });
  text(dialog, 'Reserved E-mail Settings', { x: 40, y: 20, textFont: 'title' });
  const fields = Array.from({ length: 14 }, (_, row) => {
    text(dialog, `Setting number ${row + 1} of the device`, { x: 40, y: 70 + 44 * row + 6 });
    const field = new Textarea(dialog);
    field.text = `value ${row + 1}: recorder@example.org`;
    return styled(field, {
      x: 400,
      y: 70 + 44 * row,
      width: 600,
      height: 36,
      radius: 4,
      bgColor: 0x10151d,
      padHor: 10,
      padVer: 6,
    });
  });
  const buttons = ['OK', 'Cancel', 'Apply'].map((name, i) => {
    const button = styled(new Button(dialog), {
      x: 500 + 180 * i,
      y: 720,
      width: 160,
      height: 44,
      radius: 6,
      bgColor: BUTTON_COLOR,
    });
    button.setStyle({ bgColor: PRESSED_COLOR }, { state: 'pressed' });
    text(button, name, { align: 'center' });
    return button;
  });
  return { display, fields, buttons };
}

function styled<T extends Obj>(obj: T, style: StyleProps): T {
  obj.setStyle(style);
  return obj;
}

function text(parent: Obj, content: string, style: StyleProps): void {
  styled(new Label(parent), style).text = content;
}
