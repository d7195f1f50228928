import fs from 'node:fs';
import path from 'node:path';

/**
 * Tells of device nodes in a folder: of those that are there, and again of each whenever it appears, disappears or
 * changes its permissions (udev sets these a moment after a node appears). The folder itself may come and go: the
 * kernel removes /dev/input with the last device. Uses inotify through `fs.watch`; nothing is polled.
 *
 * @param onNode called with a node's full path; whether it exists is for the caller to try
 * @param onError called when the folder can no longer be watched: no new device will be noticed
 * @returns the function that stops watching
 */
export function watchNodes(
  directory: string,
  isNode: (name: string) => boolean,
  onNode: (node: string) => void,
  onError: (error: unknown) => void,
): () => void {
  let watcher: fs.FSWatcher | null = null;
  let stopped = false;

  const watch = (folder: string, onChange: (name: string | null) => void) => {
    watcher?.close();
    watcher = fs.watch(folder, (_, name) => {
      if (!stopped) attempt(() => onChange(name));
    });
    watcher.on('error', onError);
  };

  const start = () => {
    if (!fs.existsSync(directory)) {
      watch(path.dirname(directory), () => {
        if (fs.existsSync(directory)) start();
      });
      // It may have appeared before the watch stood.
      if (!fs.existsSync(directory)) return;
    }
    watch(directory, (name) => {
      if (!fs.existsSync(directory)) start();
      else if (name !== null && isNode(name)) onNode(path.join(directory, name));
    });
    // event9 before event10. (Intl.Collator would do it too, for a megabyte and some milliseconds.)
    const names = fs
      .readdirSync(directory)
      .filter(isNode)
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    for (const name of names) onNode(path.join(directory, name));
  };

  const attempt = (action: () => void) => {
    try {
      action();
    } catch (error) {
      onError(error);
    }
  };

  attempt(start);
  return () => {
    stopped = true;
    watcher?.close();
  };
}
