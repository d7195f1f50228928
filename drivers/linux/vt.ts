/**
 * Keeps the text console away from the screen and from the keyboard while a GUI owns both (console_ioctl(4)).
 *
 * 1. Ask which virtual terminal is active, and open that one: `/dev/tty0` means whichever is active later.
 * 2. Remember its modes, then set KD_GRAPHICS (no text, no cursor) and K_OFF (no key reaches its shell or login).
 * 3. `restore` puts both back. The modes outlive a process, so the guard belongs to the parent of the GUI, which
 *    restores after the GUI died of anything, SIGKILL too.
 */
import fs from 'node:fs';
import { type Ioctl, ioctl, ioctlRequest } from './libc.ts';
import { DeviceError, errnoOf } from './sys-error.ts';

// <linux/kd.h>, <linux/vt.h>
const KDSETMODE = ioctlRequest('KDSETMODE', 0x4b3a);
const KDGETMODE = ioctlRequest('KDGETMODE', 0x4b3b);
const KDGKBMODE = ioctlRequest('KDGKBMODE', 0x4b44);
const KDSKBMODE = ioctlRequest('KDSKBMODE', 0x4b45);
const VT_GETSTATE = ioctlRequest('VT_GETSTATE', 0x5603);
const KD_TEXT = 0;
const KD_GRAPHICS = 1;
const K_UNICODE = 3;
const K_OFF = 4;

export type VtErrorCode = 'missing' | 'permission' | 'notATerminal' | 'failed';

export class VtError extends DeviceError<VtErrorCode> {
  override readonly name = 'VtError';
}

export interface VtGuard {
  /** The terminal that was taken, e.g. `/dev/tty1`. */
  readonly path: string;
  /** Gives the terminal back: text, cursor and keyboard. Calling it again does nothing. */
  restore(): void;
}

/**
 * Takes the active virtual terminal (or the one named). Needs CAP_SYS_TTY_CONFIG, that is root in practice.
 * @throws VtError when there is none (a machine without a console: no shell to guard against), or it may not be taken
 */
export function takeVt(path = '/dev/tty0'): VtGuard {
  try {
    return take(path === '/dev/tty0' ? activeVt(path) : path);
  } catch (error) {
    throw explain(errnoOf(error), path, error);
  }
}

function take(path: string): VtGuard {
  const { mode, keyboardMode } = withTerminal(path, (fd) => {
    const before = { mode: getInt(fd, KDGETMODE, path), keyboardMode: getInt(fd, KDGKBMODE, path) };
    ioctl(fd, KDSETMODE, KD_GRAPHICS, path);
    ioctl(fd, KDSKBMODE, K_OFF, path);
    return before;
  });
  let held = true;
  return {
    path,
    restore() {
      if (!held) return;
      held = false;
      withTerminal(path, (fd) => {
        // What an earlier guard left behind when its process was killed is no state to come back to.
        ioctl(fd, KDSKBMODE, keyboardMode === K_OFF ? K_UNICODE : keyboardMode, path);
        ioctl(fd, KDSETMODE, mode === KD_GRAPHICS ? KD_TEXT : mode, path);
      });
    },
  };
}

/** Opens for one use. A descriptor that is kept dies with the next vhangup(2), which every getty does as it starts. */
function withTerminal<T>(path: string, use: (fd: number) => T): T {
  const fd = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_NOCTTY);
  try {
    return use(fd);
  } finally {
    fs.closeSync(fd);
  }
}

const activeVt = (path: string): string =>
  withTerminal(path, (fd) => {
    const state = new Uint8Array(6); // struct vt_stat { u16 v_active, v_signal, v_state }
    ioctl(fd, VT_GETSTATE, state, path);
    return `/dev/tty${new DataView(state.buffer).getUint16(0, true)}`;
  });

function getInt(fd: number, request: Ioctl, path: string): number {
  const value = new Uint8Array(4);
  ioctl(fd, request, value, path);
  return new DataView(value.buffer).getInt32(0, true);
}

function explain(errno: string, path: string, cause: unknown): VtError {
  switch (errno) {
    case 'ENOENT':
    case 'ENXIO':
    case 'ENODEV':
      return new VtError(
        'missing',
        path,
        'this machine has no virtual terminal',
        'Nothing needs to be kept off the screen here; start without the guard',
        cause,
      );
    case 'EACCES':
    case 'EPERM':
      return new VtError(
        'permission',
        path,
        'no permission to take the virtual terminal',
        'Start as root or with CAP_SYS_TTY_CONFIG, from a service unit with TTYPath set',
        cause,
      );
    case 'ENOTTY':
    case 'EINVAL':
      return new VtError(
        'notATerminal',
        path,
        'this is not a virtual terminal',
        'Name one of /dev/tty1 … /dev/tty63',
        cause,
      );
    default:
      return new VtError(
        'failed',
        path,
        `the virtual terminal could not be taken (${errno})`,
        'See the cause, then start again',
        cause,
      );
  }
}
