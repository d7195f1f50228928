/**
 * Runs the tests: `node --import tsx test/run.ts [unit|vm] [WORD…]`. Words narrow it to files whose path has one of them.
 *
 * 1. Install the Debian packages that are missing, or say which line installs them.
 * 2. Build, since some tests look at what is built.
 * 3. Unit tests, each file in a process of its own, as many at a time as there are processors: a test that crashes
 *    takes no other with it. Then the virtual recorder's scenarios, one at a time: each wants the machine for itself.
 * 4. The last line is `N passed, N failed`, and the exit code 1 unless everything passed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from '../ui/build/bundle.ts';
import { BROWSER_PACKAGES, ensurePackages, MissingPackages, VM_PACKAGES } from './packages.ts';

interface Kind {
  readonly name: string;
  readonly files: readonly string[];
  readonly atOnce: number;
  /** A file that takes longer hangs and is killed. */
  readonly limitMs: number;
}

interface Count {
  passed: number;
  failed: number;
}

const root = path.resolve(import.meta.dirname, '..');

async function main(args: readonly string[]): Promise<boolean> {
  const only = args[0] === 'unit' || args[0] === 'vm' ? args[0] : null;
  const words = only === null ? args : args.slice(1);
  const kinds = testFiles(words).filter((kind) => only === null || kind.name === only);
  if (kinds.some((kind) => kind.name === 'vm' && kind.files.length > 0)) ensurePackages(VM_PACKAGES);
  if (kinds.some((kind) => kind.files.some(usesBrowser))) ensurePackages(BROWSER_PACKAGES);
  await build();
  const total: Count = { passed: 0, failed: 0 };
  for (const kind of kinds) {
    const began = performance.now();
    await runAll(kind, total);
    if (kind.files.length > 0) say(`${kind.name}: ${kind.files.length} files in ${seconds(began)}`);
  }
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0;
}

const usesBrowser = (file: string): boolean => /ui.(phone|preview)\b/.test(file);

function testFiles(words: readonly string[]): Kind[] {
  const files = fs
    .readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => path.join('test', file))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort();
  const isVm = (file: string) => file.startsWith(path.join('test', 'vm'));
  return [
    { name: 'unit', files: files.filter((file) => !isVm(file)), atOnce: os.availableParallelism(), limitMs: 180_000 },
    { name: 'vm', files: files.filter(isVm), atOnce: 1, limitMs: 600_000 },
  ];
}

async function runAll(kind: Kind, total: Count): Promise<void> {
  const files = [...kind.files];
  const worker = async () => {
    for (let file = files.shift(); file !== undefined; file = files.shift()) {
      const count = await runFile(file, kind.limitMs);
      total.passed += count.passed;
      total.failed += count.failed;
    }
  };
  await Promise.all(Array.from({ length: kind.atOnce }, worker));
}

/** Runs one file. A crash, a hang and a file that tests nothing count as one failure. */
async function runFile(file: string, limitMs: number): Promise<Count> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: root,
    // A group of its own, so that what a test leaves behind can be ended with it.
    detached: true,
    timeout: limitMs,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
    // Debian keeps mkfs and depmod where only root's PATH looks.
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin`, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const closed = once(child, 'close');
  const [code, signal]: unknown[] = await once(child, 'exit');
  endGroup(child);
  await closed;
  if (signal !== null) output += `\nended by ${signal} after ${seconds(began)}`;
  const total = sum(output, /^\s*Total:\s+(\d+)/gm);
  const passed = sum(output, /^\s*Passed:\s+(\d+)/gm);
  const failed = code === 0 && total > 0 ? total - passed : Math.max(1, total - passed);
  if (failed > 0) say(`✗ ${file}: ${failed} failed\n${output.trimEnd()}\n${total === 0 ? '(it ran no test)\n' : ''}`);
  else say(`✓ ${file}: ${passed} in ${seconds(began)}`);
  return { passed, failed };
}

/** Test processes that have not ended. */
const running = new Set<ChildProcess>();

function endGroup(child: ChildProcess): void {
  running.delete(child);
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing was left behind.
  }
}

function sum(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].reduce((total, [, digits]) => total + Number(digits), 0);
}

const seconds = (began: number) => `${((performance.now() - began) / 1000).toFixed(1)} s`;
const say = (line: string) => process.stdout.write(`${line}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.on('exit', () => running.forEach(endGroup));

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  if (!(error instanceof MissingPackages)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
