/**
 * Reads QR codes in a process of its own, since the pictures come from strangers: 5 seconds and 256 MB (RLIMIT_DATA,
 * held by the kernel) for each. A process that goes over either is killed and the next picture gets a new one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import * as v from 'valibot';
import { RecoveryError } from '../errors.ts';
import { readQrPicture } from '../picture.ts';

export const PICTURE_LIMIT_MS = 5000;
const MEMORY_LIMIT_KB = 256 * 1024;
/** Pictures that may wait for their turn. */
const QUEUE_LIMIT = 32;

const Answer = v.object({ text: v.nullable(v.string()) });

export interface PictureReader {
  /** The text of the one QR code in it, or null: none, several, damaged, or more than the limits bear. */
  read(picture: Uint8Array): Promise<string | null>;
  /** How often a process was killed or died. */
  readonly replaced: number;
  close(): void;
}

/** Too many wait: the mail should be offered again later. */
export class PictureQueueFull extends Error {
  override readonly name = 'PictureQueueFull';
}

/** @param command the program and arguments that run `servePictures` */
export function pictureReader(command: readonly string[]): PictureReader {
  let child: ChildProcess | null = null;
  let replaced = 0;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  const process = (): ChildProcess => {
    if (child !== null) return child;
    const started = spawn('/bin/sh', ['-c', `ulimit -d ${MEMORY_LIMIT_KB} && exec "$@"`, 'sh', ...command], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      // Nothing of the service's surroundings; one thread does.
      env: { UV_THREADPOOL_SIZE: '1' },
    });
    // Without this, a process that cannot be started would end the service.
    started.on('error', () => undefined);
    started.once('exit', () => {
      if (child === started) child = null;
    });
    child = started;
    return started;
  };

  const readOne = (picture: Uint8Array): Promise<string | null> =>
    new Promise((resolve) => {
      const running = process();
      const done = (text: string | null, alive: boolean) => {
        clearTimeout(timer);
        running.removeAllListeners('message').off('exit', died);
        if (!alive) {
          replaced++;
          child = null;
          running.kill('SIGKILL');
        }
        resolve(text);
      };
      const died = () => done(null, false);
      const timer = setTimeout(died, PICTURE_LIMIT_MS);
      running.once('exit', died);
      running.once('message', (message) => {
        const answer = v.safeParse(Answer, message);
        done(answer.success ? answer.output.text : null, answer.success);
      });
      running.send(picture, (error) => {
        if (error !== null) died();
      });
    });

  return {
    get replaced() {
      return replaced;
    },
    async read(picture) {
      if (waiting >= QUEUE_LIMIT) throw new PictureQueueFull('too many pictures wait');
      waiting++;
      const mine = last.then(() => readOne(picture));
      last = mine;
      try {
        return await mine;
      } finally {
        waiting--;
      }
    },
    close: () => void child?.kill('SIGKILL'),
  };
}

/** The process's side: answers each picture, ends with its parent. */
export function servePictures(): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', async (picture) => {
    let text: string | null = null;
    try {
      if (picture instanceof Uint8Array) text = await readQrPicture(picture);
    } catch (error) {
      // Ours says that there is nothing to read. Anything else may have left the decoder broken: a new process is safer.
      if (!(error instanceof RecoveryError)) process.exit(1);
    }
    process.send?.({ text });
  });
}
