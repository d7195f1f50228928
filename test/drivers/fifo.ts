import { execFileSync } from 'node:child_process';

/** Makes a FIFO: what comes nearest to an evdev node without a kernel module. */
export const makeFifo = (path: string): void => void execFileSync('mkfifo', [path]);
