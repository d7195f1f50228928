/**
 * What a child of the supervisor does when its parent vanishes without stopping it (SIGKILL, out of memory): the IPC
 * channel between them closes, which is the one sign that needs no polling.
 */

/**
 * Calls `gone` once the supervisor that started this process is no more, at once if it is gone already. Does nothing in
 * a process that was started by hand. Does not keep the process alive.
 */
export function whenOrphaned(gone: () => void): void {
  if (process.send === undefined) return;
  if (process.connected) {
    process.once('disconnect', gone);
    process.channel?.unref();
  } else {
    gone();
  }
}
