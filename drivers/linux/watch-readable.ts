import koffi from 'koffi';

/**
 * Calls back on the main thread whenever the descriptor has something to read, has failed or was hung up: the read
 * that follows tells which. Level-triggered, so one read a call is enough. No thread is used; the descriptor joins the
 * event loop's own epoll (libuv's uv_poll) and keeps the process running.
 *
 * The callback runs through setImmediate, that is in the same turn of the event loop right after polling. An error
 * thrown straight from koffi's callback would not come up there and then, but later, in the middle of something else.
 *
 * @returns the function that stops watching; call it before the descriptor is closed
 */
export function watchReadable(fd: number, onReadable: () => void): () => void {
  let immediate: NodeJS.Immediate | null = null;
  const handle = koffi.node.poll(fd, { readable: true }, () => {
    immediate ??= setImmediate(() => {
      immediate = null;
      onReadable();
    });
  });
  const stop = () => {
    if (!watched.delete(stop)) return;
    if (immediate) clearImmediate(immediate);
    handle.close();
  };
  watched.add(stop);
  return stop;
}

/** A poll handle stops silently when it is garbage collected: what is watched is held here. */
const watched = new Set<() => void>();
