/** Watches real children of fixtures/child.ts from outside, by the connection each of them holds. */
import { once } from 'node:events';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import type { Clock } from '../../../ui/lvgl/hal.ts';
import type { Program } from '../../../ui/run/child.ts';

const Hello = v.object({ pid: v.number(), terminal: v.nullable(v.string()) });

export interface LiveChild {
  readonly pid: number;
  /** The terminal that the child was told of. */
  readonly terminal: string | null;
  /** Settles when the process is gone. */
  readonly gone: Promise<unknown>;
}

export interface Nursery {
  readonly socketPath: string;
  /** The next child that comes up. */
  next(): Promise<LiveChild>;
  /** A program of fixtures/child.ts. */
  program(name: string, behaviour: string): Program;
  close(): Promise<void>;
}

export async function openNursery(): Promise<Nursery> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'porthole-run-'));
  const socketPath = path.join(dir, 'nursery.sock');
  const born: LiveChild[] = [];
  const waiting: ((child: LiveChild) => void)[] = [];
  const server = net.createServer((socket) => {
    const gone = once(socket, 'close');
    socket.on('error', () => socket.destroy());
    socket.once('data', (data) => {
      const child = { ...v.parse(Hello, JSON.parse(String(data))), gone };
      const first = waiting.shift();
      if (first) first(child);
      else born.push(child);
    });
  });
  server.listen(socketPath);
  await once(server, 'listening');
  const fixture = new URL('./fixtures/child.ts', import.meta.url).pathname;
  return {
    socketPath,
    next() {
      const child = born.shift();
      return child ? Promise.resolve(child) : new Promise((resolve) => waiting.push(resolve));
    },
    program: (name, behaviour) => ({ name, args: ['--import', 'tsx', fixture, socketPath, behaviour] }),
    async close() {
      server.close();
      await fs.rm(dir, { recursive: true });
    },
  };
}

/** A clock whose timers run when the test says so. */
export class ManualClock implements Clock {
  private time = 0;
  private timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.time + delayMs, callback };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  advance(ms: number): void {
    this.time += ms;
    for (const timer of this.timers.filter((t) => t.at <= this.time)) {
      this.timers = this.timers.filter((other) => other !== timer);
      timer.callback();
    }
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
