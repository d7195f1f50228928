/**
 * The few system calls that Node does not offer. Files are opened, read, written and closed with `node:fs`; its
 * synchronous calls on non-blocking descriptors take no thread of the pool.
 */
import koffi from 'koffi';
import { SysError } from './sys-error.ts';

const libc = koffi.load(null);
const ioctlCall = libc.func('int ioctl(int fd, unsigned long request, ...)');
const mmapCall = libc.func('mmap', 'void *', ['void *', 'size_t', 'int', 'int', 'int', 'long']);
const munmapCall = libc.func('munmap', 'int', ['void *', 'size_t']);

const PROT_WRITE = 2;
const MAP_SHARED = 1;

/** True where a C `long` and a pointer have 8 bytes: it decides the layout of several kernel structures. */
export const longIs64 = koffi.sizeof('long') === 8;

const errnoNames = new Map(Object.entries(koffi.os.errno).map(([name, value]) => [value, name]));

function fail(call: string, path: string): never {
  const errno = koffi.errno();
  throw new SysError(errnoNames.get(errno) ?? `errno ${errno}`, call, path);
}

/** An ioctl request with the name its header gives it, for messages. */
export interface Ioctl {
  readonly name: string;
  readonly request: number;
}

export const ioctlRequest = (name: string, request: number): Ioctl => ({ name, request });

const DIRECTION = { write: 1, read: 2 } as const;

/**
 * An encoded request number, `_IOC` of <asm-generic/ioctl.h>: x86, ARM, RISC-V and LoongArch. MIPS, PowerPC and SPARC
 * encode differently and are not supported.
 */
export const encodedIoctl = (
  name: string,
  direction: keyof typeof DIRECTION,
  type: string,
  nr: number,
  size: number,
): Ioctl => ioctlRequest(name, ((DIRECTION[direction] << 30) | (size << 16) | (type.charCodeAt(0) << 8) | nr) >>> 0);

/**
 * ioctl(2). A number is passed by value, bytes by address. `path` names the file in the error.
 * @returns what the call returned, 0 or more
 * @throws SysError
 */
export function ioctl(fd: number, request: Ioctl, argument: number | Uint8Array, path: string): number {
  const result: number =
    typeof argument === 'number'
      ? ioctlCall(fd, request.request, 'intptr_t', argument)
      : ioctlCall(fd, request.request, 'void *', argument);
  return result < 0 ? fail(`ioctl ${request.name}`, path) : result;
}

export interface Mapping {
  /** Becomes invalid memory after `unmap`: the owner must not touch it again. */
  readonly bytes: Uint8Array;
  unmap(): void;
}

/**
 * Maps the first `length` bytes of a file, shared and for writing only (mmap(2)). The file must be open for reading
 * and writing. Closing the descriptor afterwards keeps the mapping.
 * @throws SysError
 */
export function mapForWriting(fd: number, length: number, path: string): Mapping {
  const address: bigint = mmapCall(null, length, PROT_WRITE, MAP_SHARED, fd, 0);
  // MAP_FAILED is (void *)-1, of the pointer's width.
  if (address === BigInt.asUintN(longIs64 ? 64 : 32, -1n)) fail('mmap', path);
  let mapped = true;
  return {
    bytes: new Uint8Array(koffi.view(address, length)),
    unmap() {
      if (!mapped) return;
      mapped = false;
      const result: number = munmapCall(address, length);
      if (result < 0) fail('munmap', path);
    },
  };
}
