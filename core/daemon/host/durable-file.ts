/** Files that a power cut leaves whole, or leaves out. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file of mode 0600 so that it is there with all of its text, or not at all, whenever the power goes. Without the
 * two syncs a journalling file system may keep the name and lose the text (open(2), fsync(2): "does not necessarily
 * ensure that the entry in the directory has also reached disk").
 */
export function writeDurably(path: string, text: string): void {
  const unfinished = `${path}.new`;
  const file = openSync(unfinished, 'w', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
  const directory = openSync(dirname(path), 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
