import { DeviceError, errnoOf } from '../linux/sys-error.ts';

export type InputErrorCode = 'missing' | 'permission' | 'busy' | 'notAnInputDevice' | 'failed';

/** An input device, or the folder they appear in, that cannot be used. The seat goes on without it. */
export class InputError extends DeviceError<InputErrorCode> {
  override readonly name = 'InputError';
}

/** Says what a failed call on an input device means. Anything that is no failed call is thrown on. */
export function inputErrorOf(error: unknown, path: string): InputError {
  const errno = errnoOf(error);
  switch (errno) {
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
      return new InputError(
        'missing',
        path,
        'there is no such input device',
        'Plug it in; it is used as soon as it appears',
        error,
      );
    case 'EACCES':
    case 'EPERM':
      return new InputError(
        'permission',
        path,
        'no permission to read the input device',
        'Add this user to the group input and log in again, or start as root',
        error,
      );
    case 'EBUSY':
      return new InputError(
        'busy',
        path,
        'another program has taken the input device',
        'End that program (a desktop session?), then plug the device in again',
        error,
      );
    case 'ENOTTY':
    case 'EISDIR':
      return new InputError(
        'notAnInputDevice',
        path,
        'this is not an input device',
        'Name one with --input, e.g. /dev/input/event0',
        error,
      );
    default:
      return new InputError(
        'failed',
        path,
        `the input device failed (${errno})`,
        'See the cause, and the kernel log (dmesg)',
        error,
      );
  }
}
