/** A client of the QEMU Machine Protocol (QEMU, docs/interop/qmp-spec): commands, and events as they come. */
import { EventEmitter, once } from 'node:events';
import type net from 'node:net';
import readline from 'node:readline';
import * as v from 'valibot';

const Message = v.union([
  v.object({ QMP: v.unknown() }),
  v.object({ return: v.unknown() }),
  v.object({ error: v.object({ class: v.string(), desc: v.string() }) }),
  v.object({ event: v.string(), data: v.optional(v.record(v.string(), v.unknown()), {}) }),
]);

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export class Qmp {
  /** Emits each event under its own name (`RESET`, `DEVICE_DELETED`) with its data. */
  readonly events = new EventEmitter();
  private readonly socket: net.Socket;
  private readonly waiting: Waiting[] = [];

  private constructor(socket: net.Socket) {
    this.socket = socket;
    readline
      .createInterface({ input: socket })
      .on('line', (line) => this.take(line))
      // A machine that loses its power resets the connection; readline passes that on.
      .on('error', () => socket.destroy());
    socket.on('close', () => {
      for (const { reject } of this.waiting.splice(0)) reject(new Error('the virtual machine is gone'));
    });
  }

  /** Shakes hands on a connection that QEMU has just made. */
  static async open(socket: net.Socket): Promise<Qmp> {
    const qmp = new Qmp(socket);
    await once(qmp.events, 'greeting');
    await qmp.command('qmp_capabilities');
    return qmp;
  }

  /** Runs one command. Rejects with QEMU's own words. */
  command(name: string, args: Record<string, unknown> = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.socket.destroyed) return reject(new Error(`${name}: the virtual machine is gone`));
      this.waiting.push({ resolve, reject: (error) => reject(new Error(`${name}: ${error.message}`)) });
      this.socket.write(`${JSON.stringify({ execute: name, arguments: args })}\n`);
    });
  }

  private take(line: string): void {
    const message = v.parse(Message, JSON.parse(line));
    if ('event' in message) this.events.emit(message.event, message.data);
    else if ('return' in message) this.waiting.shift()?.resolve(message.return);
    else if ('error' in message) this.waiting.shift()?.reject(new Error(message.error.desc));
    else this.events.emit('greeting');
  }
}
