/** A device served on a socket in a temporary directory, and clients for it. */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import type { ApiConnection, ConnectionState } from '../../../core/daemon/client.ts';
import { connectApi } from '../../../core/daemon/client.ts';
import { serve } from '../../../core/daemon/server.ts';
import { temporaryDirectory } from '../store/temporary.ts';
import type { Recorder } from './harness.ts';

export interface Served {
  path: string;
  /** The next line of the server's log with this message. */
  logged(message: string): Promise<void>;
  close(): Promise<void>;
}

export async function serveRecorder(recorder: Recorder, path = join(temporaryDirectory(), 'socket')): Promise<Served> {
  const waiting = new Map<string, () => void>();
  const write = (level: string) => (fields: object, message: string) => {
    recorder.log.push({ ...fields, level, message });
    waiting.get(message)?.();
  };
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const server = await serve({ path, gid: undefined, device: recorder.device, log });
  return {
    path,
    logged: (message) => new Promise((resolve) => void waiting.set(message, resolve)),
    close: () => server.close(),
  };
}

export interface Client extends ApiConnection {
  states: ConnectionState[];
  /** Resolves when the connection is, or comes, into the state. */
  reached(state: ConnectionState): Promise<void>;
}

export function client(path: string): Client {
  const states: ConnectionState[] = [];
  const waiting = new Set<{ state: ConnectionState; resolve: () => void }>();
  const api = connectApi({
    path,
    onState(state) {
      states.push(state);
      for (const one of waiting) {
        if (one.state !== state) continue;
        waiting.delete(one);
        one.resolve();
      }
    },
  });
  return {
    ...api,
    states,
    reached: (state) =>
      (states.at(-1) ?? 'connecting') === state
        ? Promise.resolve()
        : new Promise((resolve) => void waiting.add({ state, resolve })),
  };
}

/** A connection that says whatever it likes. */
export async function rawClient(path: string): Promise<Socket> {
  const socket = connect(path);
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

export const frame = (message: unknown): string => {
  const content = typeof message === 'string' ? message : JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
};

/** Everything that comes until the other side closes. */
export async function untilClosed(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise<void>((resolve) => (socket.closed ? resolve() : socket.once('close', () => resolve())));
  return Buffer.concat(chunks).toString();
}
