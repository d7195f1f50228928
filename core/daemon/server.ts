/**
 * The device on a Unix socket, for the GUI: JSON-RPC 2.0, one channel for all connections.
 *
 * Limits: 32 connections; 64 requests on each that wait for their answers, the rest waits unread; frames as wire.ts
 * says; 256 notices that are not taken. Who breaks one loses the connection, and the daemon lives. The file's mode
 * (0660) decides who may connect at all.
 */
import { chmodSync, chownSync, lstatSync, mkdirSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { createMessageConnection, Message, ParameterStructures, SocketMessageWriter } from 'vscode-jsonrpc/node';
import { ApiError } from '../api/errors.ts';
import { describeError } from './describe-error.ts';
import type { Device } from './device.ts';
import { FrameError, RequestReader } from './frames.ts';
import type { Caller, Log } from './ports.ts';
import { toResponseError } from './wire.ts';

const MAX_CONNECTIONS = 32;
const MAX_UNANSWERED = 64;
const MAX_NOTICES = 256;
/** How long a stopping daemon waits for somebody to take their last answers, in ms. */
const STOP_MS = 3000;

/** `sun_path` of unix(7) less its end mark. Node cuts a longer path off and listens somewhere else. */
const MAX_PATH = 107;

/** The socket cannot be made; the message says what to do. */
export class SocketError extends Error {
  override readonly name = 'SocketError';
}

export interface ServerOptions {
  path: string;
  /** Group that may connect; the daemon's own when undefined. */
  gid: number | undefined;
  device: Device;
  log: Log;
}

export interface ApiServer {
  /** Takes no more calls, answers those under way, and removes the socket. */
  close(): Promise<void>;
}

/** Throws SocketError when somebody answers on the path already, or something else lies there. */
export async function serve({ path, gid, device, log }: ServerOptions): Promise<ApiServer> {
  if (Buffer.byteLength(path) > MAX_PATH) {
    throw new SocketError(`${path} is too long for a socket: it may have ${MAX_PATH} bytes. Use a shorter --socket.`);
  }
  await clearStale(path);
  const connections = new Set<Connection>();
  let count = 0;
  const server = createServer((socket) => {
    const caller = { channel: 'gui', peer: `unix:${++count}` } as const;
    if (connections.size >= MAX_CONNECTIONS) {
      log.warn(caller, 'connection refused: too many');
      socket.destroy();
      return;
    }
    const connection = converse(socket, caller, device, log);
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  });
  await listen(server, path, gid);
  return {
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const connection of connections) connection.finish();
      await closed;
    },
  };
}

interface Connection {
  /** Answers what is under way, and ends. */
  finish(): void;
}

function converse(socket: Socket, caller: Caller, device: Device, log: Log): Connection {
  let finishing = false;
  const reader = new RequestReader(socket, MAX_UNANSWERED);
  const writer = new AnsweringWriter(socket, (id) => {
    reader.answered(id);
    if (finishing && reader.idle) socket.end();
  });
  // The library's own messages quote what was sent; ours, below, do not.
  const quiet = { error: () => {}, warn: () => {}, info: () => {}, log: () => {} };
  const rpc = createMessageConnection(reader, writer, quiet);

  const drop = (reason: string): void => {
    if (socket.destroyed) return;
    log.warn({ ...caller, reason }, 'connection dropped');
    socket.destroy();
  };
  let notices = 0;
  const stopListening = device.on((notice) => {
    if ('channel' in notice && notice.channel !== caller.channel) return;
    if (notices >= MAX_NOTICES) return drop('does not take its notices');
    notices += 1;
    rpc
      .sendNotification(notice.name, ParameterStructures.byName, notice.value)
      .catch(() => drop('cannot be written to'))
      .finally(() => {
        notices -= 1;
      });
  });
  rpc.onRequest(async (method: string, params: unknown) => {
    try {
      return await device.handle(caller, method, params);
    } catch (error) {
      // The device rejects with nothing else.
      if (error instanceof ApiError) return toResponseError(error);
      throw error;
    }
  });
  rpc.onError(([error]) => drop(error instanceof FrameError ? error.message : error.name));
  socket.on('error', (error) => log.info({ ...caller, ...describeError(error) }, 'connection broke'));
  socket.on('close', () => {
    stopListening();
    rpc.dispose();
  });
  rpc.listen();
  return {
    finish() {
      finishing = true;
      reader.stop();
      if (reader.idle) socket.end();
      const late = setTimeout(() => socket.destroy(), STOP_MS);
      socket.on('close', () => clearTimeout(late));
    },
  };
}

/** Says when an answer has left, which is when the place of its request is free again. */
class AnsweringWriter extends SocketMessageWriter {
  private readonly onAnswered: (id: string | number) => void;

  constructor(socket: Socket, onAnswered: (id: string | number) => void) {
    super(socket);
    this.onAnswered = onAnswered;
  }

  override async write(message: Message): Promise<void> {
    await super.write(message);
    if (Message.isResponse(message) && message.id !== null) this.onAnswered(message.id);
  }
}

/** Removes a socket that a killed daemon left behind, and nothing else. */
async function clearStale(path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket())
    throw new SocketError(`${path} exists and is not a socket. Remove it or use another --socket.`);
  if (await answers(path)) {
    throw new SocketError(`Another daemon answers on ${path}. Stop that one, or use another --socket.`);
  }
  unlinkSync(path);
}

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(path, () => {
      probe.destroy();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
  });

function listen(server: Server, path: string, gid: number | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = 'code' in error ? String(error.code) : error.name;
      reject(new SocketError(`Cannot listen on ${path} (${code}). Check its directory, or use another --socket.`));
    });
    // The file is made inside listen(); no moment passes in which others could connect to it.
    const umask = process.umask(0o177);
    try {
      server.listen(path, () => {
        try {
          if (gid !== undefined) chownSync(path, -1, gid);
          chmodSync(path, 0o660);
          resolve();
        } catch (error) {
          server.close();
          reject(new SocketError(`Cannot give ${path} to its group (${describeName(error)}). Run as a member of it.`));
        }
      });
    } finally {
      process.umask(umask);
    }
  });
}

const describeName = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
