/**
 * Reads JSON-RPC messages framed by `Content-Length` (as the Language Server Protocol's base protocol does) from
 * somebody who may send anything. The library's own reader has no limits: it would buffer a header, or a gigabyte, for
 * ever. This one gives up at the first byte that cannot be right; whoever listens then closes the connection.
 */
import type { Socket } from 'node:net';
import { AbstractMessageReader, type DataCallback, type Disposable, type Message } from 'vscode-jsonrpc/node';
import { MAX_CONTENT, MAX_HEADER } from './wire.ts';

/** The other side does not speak the protocol. Never quotes what it sent. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

const END_OF_HEADER = Buffer.from('\r\n\r\n');
/** Both header fields there are begin so. */
const BEGINNING = 'content-';

/**
 * Only requests pass: a client has nothing to notify, and the server asks it nothing. While `maxUnanswered` of them wait
 * for their answers nothing more is read, so whoever asks faster than they are served, or does not take their answers,
 * fills their own side's buffers and not ours.
 */
export class RequestReader extends AbstractMessageReader {
  private readonly socket: Socket;
  private readonly maxUnanswered: number;
  private readonly unanswered = new Set<string | number>();
  private buffer: Buffer = Buffer.alloc(0);
  private contentLength: number | null = null;
  private callback: DataCallback = () => {};
  private stopped = false;

  constructor(socket: Socket, maxUnanswered: number) {
    super();
    this.socket = socket;
    this.maxUnanswered = maxUnanswered;
  }

  override listen(callback: DataCallback): Disposable {
    this.callback = callback;
    const onData = (chunk: Buffer): void => {
      this.buffer = this.buffer.length === 0 ? chunk : Buffer.concat([this.buffer, chunk]);
      this.deliver();
    };
    this.socket.on('data', onData);
    this.socket.on('close', () => this.fireClose());
    return { dispose: () => void this.socket.off('data', onData) };
  }

  /** To be told of every answer that was written. */
  answered(id: string | number): void {
    this.unanswered.delete(id);
    this.deliver();
  }

  /** Whether every request that was read has its answer. */
  get idle(): boolean {
    return this.unanswered.size === 0;
  }

  /** Reads nothing more. */
  stop(): void {
    this.stopped = true;
    this.socket.pause();
  }

  private deliver(): void {
    try {
      while (!this.stopped && this.unanswered.size < this.maxUnanswered) {
        const message = this.next();
        if (message === null) {
          this.socket.resume();
          return;
        }
        if (this.unanswered.has(message.id)) throw new FrameError('an id that is still under way');
        this.unanswered.add(message.id);
        this.callback(message);
      }
      this.socket.pause();
    } catch (error) {
      this.stop();
      this.buffer = Buffer.alloc(0);
      this.fireError(error);
    }
  }

  /** The next whole message, or null when more bytes are needed. */
  private next(): Request | null {
    this.contentLength ??= this.takeHeader();
    if (this.contentLength === null || this.buffer.length < this.contentLength) return null;
    const content = this.buffer.subarray(0, this.contentLength);
    this.buffer = this.buffer.subarray(this.contentLength);
    this.contentLength = null;
    return parseRequest(content);
  }

  private takeHeader(): number | null {
    const begun = this.buffer.toString('latin1', 0, BEGINNING.length).toLowerCase();
    if (!BEGINNING.startsWith(begun)) throw new FrameError('not a Content-Length header');
    const end = this.buffer.subarray(0, MAX_HEADER).indexOf(END_OF_HEADER);
    if (end < 0) {
      if (this.buffer.length >= MAX_HEADER) throw new FrameError(`a header of more than ${MAX_HEADER} bytes`);
      return null;
    }
    const header = this.buffer.toString('latin1', 0, end);
    this.buffer = this.buffer.subarray(end + END_OF_HEADER.length);
    return contentLengthOf(header);
  }
}

function contentLengthOf(header: string): number {
  let length: number | null = null;
  for (const line of header.split('\r\n')) {
    const [, name, value] = /^(content-length|content-type):[ \t]*(.*?)[ \t]*$/i.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new FrameError('an unknown header field');
    if (name.toLowerCase() !== 'content-length') continue;
    if (length !== null || !/^\d{1,10}$/.test(value)) throw new FrameError('not one Content-Length');
    length = Number(value);
  }
  if (length === null) throw new FrameError('no Content-Length');
  if (length > MAX_CONTENT) throw new FrameError(`a message of ${length} bytes, more than ${MAX_CONTENT}`);
  return length;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

interface Request extends Message {
  id: string | number;
  method: string;
}

function parseRequest(content: Buffer): Request {
  let message: unknown;
  try {
    message = JSON.parse(utf8.decode(content));
  } catch {
    throw new FrameError('not JSON in UTF-8');
  }
  if (!isRequest(message)) throw new FrameError('not a JSON-RPC request');
  return message;
}

const isRequest = (message: unknown): message is Request =>
  typeof message === 'object' &&
  message !== null &&
  'jsonrpc' in message &&
  message.jsonrpc === '2.0' &&
  'method' in message &&
  typeof message.method === 'string' &&
  'id' in message &&
  (typeof message.id === 'string' || typeof message.id === 'number');
