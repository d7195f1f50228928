/**
 * The GUI process: puts display, input, daemon and screens together.
 *
 * 1. Open the framebuffer and draw the first picture. Nothing that it does not need is loaded before it.
 * 2. Load the rest: the screens, the connection to the daemon, the input devices.
 * 3. From then on everything is events: of the seat, of the daemon, of a few timers.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import darkTokens from '../assets/themes/dark.json';
import type { Api, Locale, Settings, ThemeName } from '../core/api/contract.ts';
import { DisplayError, type FbdevDisplay, openFbdev } from '../drivers/display/fbdev.ts';
import { PIXEL_FORMATS } from '../drivers/display/pixel-format.ts';
import type { Seat } from '../drivers/input/seat.ts';
import { mount, type Signal, signal } from './jsx/index.ts';
import { Display, Fonts, loadLineBreaks, makeTheme, type Theme, type ThemeTokens } from './lvgl/index.ts';
import { systemClock } from './run/clock.ts';
import { tellSupervisor } from './run/protocol.ts';
import { dictionaries } from './screens/i18n.ts';
import { Starting } from './screens/starting.tsx';

/** Starting again would not help: whoever called has to do what the last line says. */
const WRONG_USAGE = 2;
/** Device pixels of height from which everything is drawn twice as large. */
const LARGE_SCREEN = 2000;

interface Options {
  readonly fb: string;
  readonly input: 'auto' | readonly string[];
  readonly socket: string;
  readonly scale: 1 | 2 | 'auto';
  /** Becomes the recorder's language. */
  readonly lang: Locale | null;
}

function giveUp(message: string): never {
  process.stderr.write(`porthole: ${message}\n`);
  process.exit(WRONG_USAGE);
}

const oneOf = <const T extends string>(option: string, value: string, allowed: readonly T[]): T =>
  allowed.find((one) => one === value) ?? giveUp(`--${option} is one of ${allowed.join(', ')}, not "${value}"`);

function readOptions(): Options {
  const text = { type: 'string' } as const;
  const options = { fb: text, input: text, socket: text, scale: text, lang: text };
  let values: { fb?: string; input?: string; socket?: string; scale?: string; lang?: string };
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    return giveUp(error instanceof Error ? error.message : String(error));
  }
  const { fb = '/dev/fb0', input = 'auto', socket = 'var/porthole.sock', scale = 'auto', lang } = values;
  const scales = { '1': 1, '2': 2, auto: 'auto' } as const;
  return {
    fb,
    input: input === 'auto' ? input : input.split(','),
    socket: path.resolve(socket),
    scale: scales[oneOf('scale', scale, ['1', '2', 'auto'])],
    lang: lang === undefined ? null : oneOf('lang', lang, ['en', 'de', 'zh-CN']),
  };
}

/** A plain file and the size of its picture, in the place of a device: to measure and test where there is none. */
const PLAIN_FILE = /^(.+)@(\d+)x(\d+)$/;

function openDisplay(device: string): FbdevDisplay {
  try {
    const [, file, across, down] = PLAIN_FILE.exec(device) ?? [];
    if (file === undefined) return openFbdev(device);
    const width = Number(across);
    const format = PIXEL_FORMATS.XRGB8888;
    return openFbdev(file, { width, height: Number(down), lineLength: width * format.bytesPerPixel, start: 0, format });
  } catch (error) {
    if (error instanceof DisplayError) return giveUp(error.message);
    throw error;
  }
}

/** Beside the bundle, or where the bundle will be when this runs from its source. */
const built = (name: string): URL =>
  new URL(import.meta.url.endsWith('.tsx') ? `../.build/${name}` : name, import.meta.url);

const loadFont = (file: string): Uint8Array => readFileSync(built(`fonts/${file}`));
const reportMissing = (codePoint: number): void => {
  process.stderr.write(`porthole: no font has U+${codePoint.toString(16).toUpperCase()}\n`);
};

const options = readOptions();
const monitor = openDisplay(options.fb);
const scale = options.scale === 'auto' ? (monitor.height >= LARGE_SCREEN ? 2 : 1) : options.scale;
const firstLocale = options.lang ?? 'en';
const display = new Display({
  driver: monitor,
  clock: systemClock,
  fonts: new Fonts(loadFont, scale, reportMissing),
  theme: makeTheme(darkTokens),
  scale,
});
/** What is open, to be closed in the opposite order. */
const closers: (() => void)[] = [() => monitor.close()];
for (const signalName of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signalName, () => {
    for (const close of closers.reverse()) close();
    process.exit(0);
  });
}

let seat: Seat | null = null;
if (process.env.PORTHOLE_TEST_TREE === '1') process.on('SIGUSR2', () => void writeTree());

/** For tests of the whole recorder: what is on the screen, to find where to point. Beside the socket. */
async function writeTree(): Promise<void> {
  const { treeOf } = await import('./lvgl/testing/index.ts');
  // What somebody types is nobody's business, masked or not.
  const tree = treeOf(display).map((node) => (node.role === 'textbox' ? { ...node, value: '' } : node));
  const pointer = { x: seat?.x ?? 0, y: seat?.y ?? 0 };
  const folder = path.dirname(options.socket);
  // The daemon has not made it yet; whoever asked asks again.
  if (!existsSync(folder)) return;
  const file = path.join(folder, 'gui-tree.json');
  // Whole or not at all: whoever asked reads it as soon as it is there.
  writeFileSync(`${file}.new`, JSON.stringify({ pointer, tree }));
  renameSync(`${file}.new`, file);
}

const removeFirstPicture = mount(<Starting text={dictionaries[firstLocale].starting} />, display.screen);
display.refreshNow();
tellSupervisor({ ready: true });

const [{ App }, { connectApi }, { openSeat }, { restoreTerminalWhenOrphaned }, themes] = await Promise.all([
  import('./screens/app.tsx'),
  import('../core/daemon/client.ts'),
  import('../drivers/input/seat.ts'),
  import('./run/orphan-gui.ts'),
  loadThemes(),
  loadLineBreaks(),
]);
restoreTerminalWhenOrphaned();

async function loadThemes(): Promise<Record<ThemeName, ThemeTokens>> {
  const [light, highContrast] = await Promise.all([
    import('../assets/themes/light.json'),
    import('../assets/themes/highContrast.json'),
  ]);
  return { dark: darkTokens, light: light.default, highContrast: highContrast.default };
}

const made = new Map<ThemeName, Theme>([['dark', display.theme]]);
function themeFor(name: ThemeName): Theme {
  const theme = made.get(name) ?? makeTheme(themes[name]);
  made.set(name, theme);
  return theme;
}

const connection: Signal<'connecting' | 'up'> = signal('connecting');
const daemon = connectApi({
  path: options.socket,
  onState(state) {
    if (state === 'up') setLanguage(daemon);
    connection.value = state;
  },
});

closers.push(() => daemon.close());

let languageSet = options.lang === null;
/** Before anything is asked, so that nothing is drawn in the other language. */
function setLanguage(api: Api): void {
  if (languageSet || options.lang === null) return;
  languageSet = true;
  api.call('settings.set', { locale: options.lang }).catch((error: unknown) => {
    process.stderr.write(`porthole: the language could not be set: ${error}\n`);
  });
}

/** Devices that others may read along; passwords are not asked for while there are any. */
const unsafeInput: Signal<readonly string[]> = signal([]);
function applySettings({ keyboard, pointerSpeed }: Settings): void {
  seat?.setLayout(keyboard);
  seat?.setPointerSpeed(pointerSpeed);
}

removeFirstPicture();
const removeApp = mount(
  <App
    api={daemon}
    connection={connection}
    display={display}
    themeFor={themeFor}
    locale={firstLocale}
    unsafeInput={unsafeInput}
    onSettings={applySettings}
  />,
  display.screen,
);
closers.push(removeApp);

seat = openSeat({
  devices: options.input,
  width: monitor.width,
  height: monitor.height,
  layout: 'us',
  pointerSpeed: 0,
  profile: 'adaptive',
  clock: systemClock,
  sink: (event) => display.input(event),
  onError: (error) => void process.stderr.write(`porthole: ${error.message}\n`),
  onDevices: ({ refused }) => {
    unsafeInput.value = refused.map((error) => error.path);
    report();
  },
});
closers.push(() => seat?.close());
report();

/** One line for the user, each time it changes. */
function report(): void {
  if (seat) tellSupervisor({ ready: true, draws: monitor.describe(), reads: seat.describe() });
}
