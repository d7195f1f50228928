/** `porthole preview`. */
import { Command, InvalidArgumentError } from 'commander';
import { LOCALES, parseSize, type Setting, SIZES, THEMES, usualScale } from './engine/setting.ts';
import { exportPictures, UnknownStory } from './export.ts';
import { startPreview } from './server.ts';

const list = (text: string): string[] => text.split(',').filter((part) => part !== '');

const listOf =
  <const T extends string>(allowed: readonly T[]) =>
  (text: string): T[] =>
    list(text).map((part) => {
      const found = allowed.find((one) => one === part);
      if (found === undefined) throw new InvalidArgumentError(`It is one of ${allowed.join(', ')}.`);
      return found;
    });

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizes(text: string): Size[] {
  return list(text).map((part) => {
    const size = parseSize(part);
    if (size === null) throw new InvalidArgumentError('It is written as 1920x1080, from 320 to 7680 pixels a side.');
    return size;
  });
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError('It is a number from 0 to 65535; 0 takes any that is free.');
  return number;
}

interface Options {
  readonly port: number;
  readonly png?: string;
  readonly screen: readonly string[];
  readonly locale: readonly Setting['locale'][];
  readonly theme: readonly Setting['theme'][];
  readonly size: readonly Size[];
}

export function previewCommand(): Command {
  return new Command('preview')
    .description(
      'The designers’ page: every screen in every state, live in a browser on this machine. With --png it draws them to files instead.',
    )
    .option('--port <number>', 'port on 127.0.0.1', port, 5173)
    .option('--png <folder>', 'write pictures and a contact sheet there, and end')
    .option('--screen <names>', 'with --png: screens, or stories such as login/error', list, [])
    .option('--locale <names>', `with --png: ${LOCALES.join(', ')}`, listOf(LOCALES), ['en'])
    .option('--theme <names>', `with --png: ${THEMES.join(', ')}`, listOf(THEMES), ['dark'])
    .option('--size <sizes>', `with --png: ${SIZES.join(', ')}, or any other`, sizes, [{ width: 1920, height: 1080 }])
    .addHelpText('after', '\nSeveral names are separated by commas; every combination is drawn.')
    .action(async (options: Options, command: Command) => {
      if (options.png !== undefined) await writePictures(options.png, options, command);
      else await serve(options.port);
    });
}

async function writePictures(
  folder: string,
  { screen, locale, theme, size }: Options,
  command: Command,
): Promise<void> {
  const settings = size.flatMap(({ width, height }) =>
    theme.flatMap((name) =>
      locale.map((language) => ({ width, height, scale: usualScale(height), theme: name, locale: language })),
    ),
  );
  try {
    const count = await exportPictures({ folder, screens: screen, settings });
    process.stdout.write(`${count} pictures and index.html in ${folder}\n`);
  } catch (error) {
    if (error instanceof UnknownStory)
      command.error(`porthole: ${error.message}`, { code: 'commander.unknownStory', exitCode: 2 });
    throw error;
  }
}

async function serve(wanted: number): Promise<void> {
  const preview = await startPreview(wanted);
  process.stdout.write(`the preview is at ${preview.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void preview.close());
}
