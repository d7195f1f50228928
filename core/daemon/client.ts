/**
 * The daemon as the GUI process reaches it: over its Unix socket, found again by itself when it was away. Nothing is
 * sent twice: a call under way when the connection breaks rejects with `disconnected`, and so does one made while it is
 * away; the screen decides what to ask again.
 */
import { connect, type Socket } from 'node:net';
import * as v from 'valibot';
import {
  createMessageConnection,
  type MessageConnection,
  ParameterStructures,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import { type Api, methods, type NoticeName, notices } from '../api/contract.ts';
import { ApiError } from '../api/errors.ts';
import { toApiError } from './wire.ts';

export type ConnectionState = 'connecting' | 'up';

export interface ApiConnection extends Api {
  /** Ends the connection and looks for the daemon no more. */
  close(): void;
}

/** Milliseconds between two looks for a daemon that is away: doubling. */
const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 1000;
/** The library hands out one message a turn of the event loop: answers that came before the end are not lost by it. */
const LAST_ANSWERS_MS = 50;

export function connectApi({
  path,
  onState,
}: {
  path: string;
  /** Called whenever the state changes, beginning with the first 'up'. */
  onState: (state: ConnectionState) => void;
}): ApiConnection {
  const listeners = new Map<NoticeName, Set<(value: unknown) => void>>();
  let rpc: MessageConnection | null = null;
  let socket: Socket;
  let retryMs = FIRST_RETRY_MS;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const look = (): void => {
    socket = connect(path);
    socket.on('connect', () => {
      retryMs = FIRST_RETRY_MS;
      rpc = converse(socket, listeners);
      onState('up');
    });
    // 'close' always follows, and is what matters: not there, refused and broken are all "away".
    socket.on('error', () => {});
    socket.on('close', () => {
      const wasUp = rpc !== null;
      const ended = rpc;
      rpc = null;
      setTimeout(() => ended?.dispose(), LAST_ANSWERS_MS);
      if (closed) return;
      retry = setTimeout(look, retryMs);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
      if (wasUp) onState('connecting');
    });
  };
  look();

  return {
    async call(method, params) {
      if (rpc === null) throw new ApiError({ code: 'disconnected' });
      let answer: unknown;
      try {
        answer = await rpc.sendRequest<unknown>(method, ParameterStructures.byName, params);
      } catch (error) {
        throw toApiError(error);
      }
      const result = v.safeParse(methods[method].result, answer);
      if (!result.success) throw new ApiError({ code: 'internal', reference: `result of ${method}` });
      return result.output;
    },
    on(name, listener) {
      const receive = (value: unknown): void => {
        const notice = v.safeParse(notices[name], value);
        if (!notice.success) throw new Error('it breaks the contract');
        listener(notice.output);
      };
      const receivers = listeners.get(name) ?? new Set();
      listeners.set(name, receivers.add(receive));
      return () => receivers.delete(receive);
    },
    close() {
      closed = true;
      clearTimeout(retry);
      socket.destroy();
    },
  };
}

function converse(socket: Socket, listeners: ReadonlyMap<string, Set<(value: unknown) => void>>): MessageConnection {
  // Where the library tells of a notice that breaks the contract, or of a listener that threw.
  const error = (message: string): void => void process.stderr.write(`daemon connection: ${message}\n`);
  const quiet = { error, warn: error, info: () => {}, log: () => {} };
  const rpc = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket), quiet);
  rpc.onNotification((name: string, value: unknown) => {
    for (const receive of listeners.get(name) ?? []) receive(value);
  });
  rpc.onError(() => socket.destroy());
  rpc.listen();
  return rpc;
}
