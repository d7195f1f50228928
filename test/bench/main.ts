/**
 * `npm run bench`: the figures of the form scene and of the processes, as a table, or as one JSON object with `--json`.
 * Everything measured is built as the product is. Absolute times are those of this machine under what else it does.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { build } from '../../ui/build/bundle.ts';
import { measureProcess, type ProcessFigures } from './process.bench.ts';
import type { RedrawFigures } from './redraw.bench.ts';
import { measureSeal } from './sealed.bench.ts';

const root = path.resolve(import.meta.dirname, '../..');
const out = path.join(root, '.build');

type Figures = RedrawFigures & ProcessFigures & Awaited<ReturnType<typeof measureSeal>>;

/** What each figure is, and the most it may be. */
const MEANING: Record<keyof Figures, readonly [meaning: string, most?: number]> = {
  fillUs: ['plain fill of 1920×1080, µs'],
  fullRedrawUs: ['full redraw, µs'],
  fullRedrawOverFill: ['  over fill', 4],
  frameWithFlushUs: ['full redraw and its copy to a monitor in memory, µs'],
  buttonRepaintUs: ['button pressed and let go, µs'],
  buttonRepaintOverFill: ['  over fill', 0.04],
  buttonStyleUs: ['button given another colour, µs'],
  buttonStyleOverFill: ['  over fill', 0.04],
  textChangeUs: ['text of a field changed, µs'],
  textChangeOverFill: ['  over fill', 0.06],
  bytesPerFrame: ['left to the garbage collector by a frame, bytes', 8],
  eventToPixelsP50Ms: ['event written to framebuffer changed, median, ms'],
  eventToPixelsP99Ms: ['  99th percentile, ms', 4],
  firstFrameMs: ['spawn of the GUI to its first frame, ms', 150],
  formFirstFrameMs: ['  of the form alone, ms'],
  nodeFloorMs: ['  of Node filling the framebuffer, ms'],
  pssMb: ['memory of the GUI (PSS), MB', 80],
  formPssMb: ['  of the form alone, MB', 80],
  nodeFloorPssMb: ['  of Node alone, MB'],
  idleFrames: ['frames drawn while nobody does anything', 0],
  idleTimers: ['timers waiting meanwhile', 0],
  sealMs: ['sealing a reset request, ms'],
  qrMs: ['making its QR code, ms'],
};

/** Bundles the bench's own programs with the product's settings. */
async function buildBench(): Promise<void> {
  await build();
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['test/bench/redraw.bench.ts', 'test/bench/form-process.ts'],
    outdir: path.join(out, 'bench'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    splitting: true,
    external: ['koffi'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
  });
}

/**
 * Puts this process and those it starts before the machine's other work (SCHED_FIFO), where that is allowed: what is
 * measured is the program, not its neighbours.
 */
function goFirst(): void {
  try {
    execFileSync('chrt', ['--fifo', '--pid', '40', String(process.pid)], { stdio: 'ignore' });
  } catch {
    process.stderr.write('bench: not allowed to go first (chrt); other work on this machine will show in the times\n');
  }
}

async function measure(): Promise<Figures> {
  await buildBench();
  goFirst();
  const bundle = pathToFileURL(path.join(out, 'bench/redraw.bench.mjs')).href;
  const { measureRedraw }: typeof import('./redraw.bench.ts') = await import(bundle);
  const redraw = measureRedraw(path.join(out, 'fonts'));
  const processes = await measureProcess(out);
  return {
    ...redraw,
    ...processes,
    // The form on a virtual clock, and a real process.
    idleFrames: redraw.idleFrames + processes.idleFrames,
    idleTimers: redraw.idleTimers + processes.idleTimers,
    ...(await measureSeal()),
  };
}

function table(figures: Figures): string {
  const lines = Object.entries(MEANING).map(([name, [meaning, most]]) => {
    const value = figures[name as keyof Figures];
    const limit = most === undefined ? '' : `at most ${most}${value > most ? '  MISSED' : ''}`;
    return `${name.padEnd(22)} ${value.toFixed(value < 10 ? 3 : 1).padStart(10)}   ${meaning.padEnd(54)} ${limit}`.trimEnd();
  });
  return lines.join('\n');
}

const figures = await measure();
const rounded = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(4))]));
console.log(process.argv.includes('--json') ? JSON.stringify(rounded) : table(figures));
