/** Runs shell commands inside the virtual recorder, over the virtio port that guest-init.sh listens on. */
import { EventEmitter, once } from 'node:events';
import type net from 'node:net';
import readline from 'node:readline';

export interface Output {
  readonly status: number;
  /** Standard output and standard error, as they came. */
  readonly text: string;
}

/** More than any command of a test takes in a recorder emulated on a busy machine. */
const EXEC_MS = 60_000;

const HELLO = /^hello ([0-9a-f-]{36})$/;
const ANSWER = /^(\d+) (\d+) (\S*)$/;

export class Guest {
  private readonly socket: net.Socket;
  private readonly events = new EventEmitter();
  private nextId = 1;
  private running: { id: number; resolve(output: Output): void; reject(error: Error): void } | null = null;
  private queue: Promise<unknown> = Promise.resolve();
  private bootId: string | null = null;

  constructor(socket: net.Socket) {
    this.socket = socket;
    readline
      .createInterface({ input: socket })
      .on('line', (line) => this.take(line))
      // A machine that loses its power resets the connection; readline passes that on.
      .on('error', () => socket.destroy());
    socket.on('close', () => this.down(new Error('the virtual machine is gone')));
  }

  /** Settles with the boot id once the guest takes commands. */
  async booted(): Promise<string> {
    while (this.bootId === null) await once(this.events, 'change');
    return this.bootId;
  }

  /** The machine was reset or is gone: what was running inside is no more. */
  down(reason: Error): void {
    this.bootId = null;
    this.running?.reject(reason);
    this.running = null;
  }

  /**
   * Runs one shell command, of one line, as root inside and waits for it, one after another. What should go on running
   * is put into the background with its output redirected. A command that takes longer than `EXEC_MS` is an error, and
   * the guest takes no more of them then.
   */
  exec(command: string): Promise<Output> {
    if (command.includes('\n')) throw new Error(`a command of several lines: ${command}`);
    const run = async () => {
      await this.booted();
      const late = AbortSignal.timeout(EXEC_MS);
      return new Promise<Output>((resolve, reject) => {
        const id = this.nextId++;
        this.running = { id, resolve, reject };
        late.addEventListener('abort', () => reject(new Error(`not done within ${EXEC_MS / 1000} s: ${command}`)));
        this.socket.write(`${id} ${command}\n`);
      });
    };
    const result = this.queue.then(run);
    this.queue = result.catch(() => {});
    return result;
  }

  /** Settles once the guest has run on, its interrupts served. */
  async fence(): Promise<void> {
    await this.exec('');
  }

  private take(line: string): void {
    const hello = HELLO.exec(line)?.[1];
    if (hello !== undefined) {
      this.bootId = hello;
      this.events.emit('change');
      return;
    }
    const answer = ANSWER.exec(line);
    if (answer === null || Number(answer[1]) !== this.running?.id) return;
    const text = Buffer.from(answer[3] ?? '', 'base64').toString('utf8');
    this.running.resolve({ status: Number(answer[2]), text });
    this.running = null;
  }
}
