/** What a build read and wrote, kept beside it, so that the next one can tell that there is nothing to do. */
import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const Stamp = v.object({
  /** The Node that built. */
  node: v.string(),
  /** Each file that was read, relative to the root, with its size and modification time. */
  inputs: v.record(v.string(), v.string()),
  /** The files that were written, relative to the root. */
  outputs: v.array(v.string()),
});
type Stamp = v.InferOutput<typeof Stamp>;

/** Notes what a build has just read and written. Paths are relative to `root`. */
export function writeStamp(file: string, root: string, inputs: Iterable<string>, outputs: readonly string[]): void {
  const stamp: Stamp = {
    node: process.version,
    inputs: Object.fromEntries([...inputs].map((input) => [input, mark(root, input)])),
    outputs: [...outputs],
  };
  fs.writeFileSync(file, JSON.stringify(stamp));
}

/** True when nothing that the noted build read or wrote has changed since. False, too, when no build was noted. */
export function isFresh(file: string, root: string): boolean {
  const stamp = readStamp(file);
  return (
    stamp !== null &&
    stamp.node === process.version &&
    stamp.outputs.every((output) => fs.existsSync(path.join(root, output))) &&
    Object.entries(stamp.inputs).every(([input, seen]) => mark(root, input) === seen)
  );
}

function readStamp(file: string): Stamp | null {
  try {
    return v.parse(Stamp, JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    // Missing, cut short, or of another version: no reason to trust the build.
    return null;
  }
}

function mark(root: string, file: string): string {
  const stat = fs.statSync(path.join(root, file), { throwIfNoEntry: false });
  return stat ? `${stat.size} ${stat.mtimeMs}` : 'missing';
}
