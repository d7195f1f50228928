import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

import { SocketError } from '../../../core/daemon/server.ts';
import { temporaryDirectory } from '../store/temporary.ts';
import { createReadyRecorder, GOOD_PASSWORD, type Recorder, showQr, wrongCodeFor } from './harness.ts';
import { client, frame, rawClient, type Served, serveRecorder, untilClosed } from './sockets.ts';

const test = suite('socket server');

const dropped = (recorder: Recorder): string[] =>
  recorder.log.filter(({ message }) => message === 'connection dropped').map(({ reason }) => String(reason));

async function withServer(work: (path: string, recorder: Recorder, served: Served) => Promise<void>): Promise<void> {
  const recorder = await createReadyRecorder();
  const served = await serveRecorder(recorder);
  try {
    await work(served.path, recorder, served);
    // Whatever was done to it, the daemon still answers.
    const after = client(served.path);
    await after.reached('up');
    assert.is((await after.call('device.info', {})).model, 'NV-8216 PRO');
    after.close();
  } finally {
    await served.close();
  }
}

test('the socket is for owner and group only, and gone after closing', async () => {
  const recorder = await createReadyRecorder();
  const before = process.umask(0);
  const served = await serveRecorder(recorder);
  process.umask(before);
  assert.is(statSync(served.path).mode & 0o777, 0o660);
  await served.close();
  assert.is(existsSync(served.path), false);
});

const hostile: Record<string, { sends: string | Buffer; reason: string }> = {
  'plain garbage': { sends: 'GET / HTTP/1.1\r\n\r\n', reason: 'not a Content-Length header' },
  'random bytes': { sends: Buffer.from([0, 255, 13, 10, 1]), reason: 'not a Content-Length header' },
  'a megabyte line': { sends: 'x'.repeat(1024 * 1024), reason: 'not a Content-Length header' },
  'a megabyte of header': {
    sends: `Content-Type: ${'x'.repeat(1024 * 1024)}`,
    reason: 'a header of more than 8192 bytes',
  },
  'a header one byte too long': {
    sends: `Content-Type: ${'x'.repeat(8192 - 14)}`,
    reason: 'a header of more than 8192 bytes',
  },
  'a message too long': { sends: 'Content-Length: 65537\r\n\r\n', reason: 'a message of 65537 bytes, more than 65536' },
  'a length that is no number': { sends: 'Content-Length: -1\r\n\r\n', reason: 'not one Content-Length' },
  'two lengths': { sends: 'Content-Length: 2\r\nContent-Length: 3\r\n\r\n', reason: 'not one Content-Length' },
  'no length': { sends: 'Content-Type: x\r\n\r\n', reason: 'no Content-Length' },
  'another header field': { sends: 'Content-Foo: x\r\n\r\n', reason: 'an unknown header field' },
  'content that is not JSON': { sends: frame('{nonsense'), reason: 'not JSON in UTF-8' },
  'content that is not UTF-8': {
    sends: Buffer.concat([Buffer.from('Content-Length: 2\r\n\r\n'), Buffer.from([0xc3, 0x28])]),
    reason: 'not JSON in UTF-8',
  },
  'a batch': { sends: frame([{ jsonrpc: '2.0', id: 1, method: 'device.info' }]), reason: 'not a JSON-RPC request' },
  'a notification': {
    sends: frame({ jsonrpc: '2.0', method: '$/cancelRequest', params: null }),
    reason: 'not a JSON-RPC request',
  },
  'an answer to nothing': { sends: frame({ jsonrpc: '2.0', id: 1, result: {} }), reason: 'not a JSON-RPC request' },
  'deep nesting': { sends: frame('['.repeat(60_000) + ']'.repeat(5000)), reason: 'not JSON in UTF-8' },
  null: { sends: frame('null'), reason: 'not a JSON-RPC request' },
};

for (const [name, { sends, reason }] of Object.entries(hostile)) {
  test(`${name}: ends that connection with one log line, and nothing else`, async () => {
    await withServer(async (path, recorder) => {
      const bystander = client(path);
      await bystander.reached('up');
      const socket = await rawClient(path);
      socket.write(sends);
      assert.is(await untilClosed(socket), '');
      assert.equal(dropped(recorder), [reason]);
      assert.equal((await bystander.call('session.current', {})).session, null);
      assert.equal(bystander.states, ['up']);
      bystander.close();
    });
  });
}

test('any bytes at all leave the server alive', async () => {
  await withServer(async (path) => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc
        .constantFrom('Content-Length: ', '12\r\n\r\n', '\r\n', '{"jsonrpc":"2.0","id":1,', '"method":"x"}')
        .map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 8 }), async (chunks) => {
        const socket = await rawClient(path);
        for (const chunk of chunks) socket.write(chunk);
        socket.end();
        await untilClosed(socket);
      }),
      { numRuns: 150 },
    );
  });
});

test('a request in single bytes, and two in one piece, are both answered', async () => {
  await withServer(async (path) => {
    const request = (id: number) => frame({ jsonrpc: '2.0', id, method: 'session.current', params: {} });
    const socket = await rawClient(path);
    for (const byte of Buffer.from(request(1))) socket.write(Buffer.of(byte));
    socket.write(request(2) + request(3));
    let text = '';
    for await (const chunk of socket) {
      text += String(chunk);
      if (text.includes('"id":3')) break;
    }
    for (const id of [1, 2, 3])
      assert.ok(text.includes(`{"jsonrpc":"2.0","id":${id},"result":{"session":null}}`), text);
  });
});

test('an unknown method and wrong parameters are errors of the call, not of the connection', async () => {
  await withServer(async (path) => {
    const socket = await rawClient(path);
    socket.write(frame({ jsonrpc: '2.0', id: 1, method: 'device.format', params: {} }));
    socket.write(frame({ jsonrpc: '2.0', id: 2, method: '__proto__' }));
    socket.write(frame({ jsonrpc: '2.0', id: 'three', method: 'session.login', params: { user: 7, password: 'x' } }));
    let text = '';
    for await (const chunk of socket) {
      text += String(chunk);
      if (text.includes('"three"')) break;
    }
    assert.ok(
      text.includes('"id":1,"error":{"code":-32601,"message":"unknownMethod","data":{"code":"unknownMethod"}}'),
    );
    assert.ok(text.includes('"id":2,"error":{"code":-32601'));
    assert.ok(
      text.includes('"error":{"code":-32602,"message":"badRequest","data":{"code":"badRequest","path":"user"}}'),
    );
  });
});

test('AC 11: of a hundred wrong codes at once over four connections, five are judged', async () => {
  await withServer(async (path, recorder) => {
    const code = wrongCodeFor(await showQr(recorder));
    const before = recorder.hasher.compared;
    const clients = [1, 2, 3, 4].map(() => client(path));
    await Promise.all(clients.map((one) => one.reached('up')));
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, (_, i) => clients[i % 4]!.call('reset.verifyCode', { code })),
    );
    assert.is(results.filter(({ status }) => status === 'rejected').length, 100);
    assert.is(recorder.hasher.compared - before, 5);
    for (const one of clients) one.close();
  });
});

test('with 64 calls under way on a connection nothing more is read from it, and others are served', async () => {
  let release: () => void = () => {};
  const held = new Promise<string>((resolve) => {
    release = () => resolve('qr.png');
  });
  let begun = 0;
  const recorder = await createReadyRecorder({
    exportQr() {
      begun += 1;
      return held;
    },
  });
  const served = await serveRecorder(recorder);
  await showQr(recorder);
  const [busy, other] = [client(served.path), client(served.path)];
  await Promise.all([busy.reached('up'), other.reached('up')]);
  const waiting = Array.from({ length: 100 }, () => busy.call('reset.export', {}));
  for (let i = 0; i < 200; i++) assert.is((await other.call('device.info', {})).active, true);
  assert.is(begun, 64);
  release();
  await Promise.all(waiting);
  assert.is(begun, 100);
  busy.close();
  other.close();
  await served.close();
});

test('the 33rd connection is closed at once, and a place that comes free is given away', async () => {
  await withServer(async (path, recorder) => {
    const sockets = await Promise.all(Array.from({ length: 32 }, () => rawClient(path)));
    assert.is(await untilClosed(await rawClient(path)), '');
    assert.ok(recorder.log.some(({ message }) => message === 'connection refused: too many'));
    const leave = (socket: Socket): Promise<string> => untilClosed(socket.end());
    await leave(sockets.pop()!);
    const next = client(path);
    await next.reached('up');
    assert.is((await next.call('device.info', {})).active, true);
    next.close();
    await Promise.all(sockets.map(leave));
  });
});

test('a client that leaves in the middle of its call harms nobody', async () => {
  await withServer(async (path) => {
    const socket = await rawClient(path);
    socket.write(frame({ jsonrpc: '2.0', id: 1, method: 'session.login', params: { user: 'x', password: 'y' } }));
    socket.destroy();
  });
});

test('a client that asks without end and reads no answer is left to wait, not served into memory', async () => {
  await withServer(async (path, recorder) => {
    const socket = await rawClient(path);
    socket.pause();
    let id = 0;
    const requests = (): string =>
      Array.from({ length: 50 }, () => frame({ jsonrpc: '2.0', id: id++, method: 'device.info', params: {} })).join('');
    while (socket.writableLength < 1024 * 1024) socket.write(requests());
    const other = client(path);
    await other.reached('up');
    for (let i = 0; i < 50; i++) await other.call('session.current', {});
    const served = recorder.log.filter(({ method }) => method === 'device.info').length;
    // What the kernel's buffers hold of answers, and 64 more; a small part of what was asked.
    assert.ok(served < id / 4, `${served} of ${id} served`);
    assert.ok(socket.writableLength > 512 * 1024, 'the rest is still with the client');
    socket.destroy();
    other.close();
  });
});

test('a client that takes no notices loses its connection', async () => {
  await withServer(async (path, recorder, served) => {
    const socket = await rawClient(path);
    socket.pause();
    const gone = served.logged('connection dropped');
    const themes = ['light', 'dark'] as const;
    for (let i = 0; dropped(recorder).length === 0; i++) {
      await recorder.call('settings.set', { theme: themes[i % 2]! });
      await new Promise(setImmediate);
    }
    await gone;
    assert.equal(dropped(recorder), ['does not take its notices']);
    socket.destroy();
  });
});

test('the same id twice at once ends the connection', async () => {
  await withServer(async (path, recorder) => {
    const socket = await rawClient(path);
    const request = frame({ jsonrpc: '2.0', id: 1, method: 'device.info', params: {} });
    socket.write(request + request);
    await untilClosed(socket);
    assert.equal(dropped(recorder), ['an id that is still under way']);
  });
});

test('a socket that a killed daemon left behind is taken over; one that answers, or a file, is not', async () => {
  const path = join(temporaryDirectory(), 'socket');
  const recorder = await createReadyRecorder();
  const { execFileSync } = await import('node:child_process');
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  assert.throws(() => execFileSync(process.execPath, ['-e', script]));
  assert.ok(existsSync(path));
  const served = await serveRecorder(recorder, path);
  const failure = await serveRecorder(recorder, path).catch((error: unknown) => error);
  assert.instance(failure, SocketError);
  assert.match(String(failure), /Another daemon answers/);
  await served.close();

  writeFileSync(path, 'precious');
  assert.match(String(await serveRecorder(recorder, path).catch((error: unknown) => error)), /is not a socket/);
  assert.is(statSync(path).size, 8);
});

test('a path that cannot be a socket is named, with what to do', async () => {
  const recorder = await createReadyRecorder();
  const long = join(temporaryDirectory(), 'x'.repeat(120));
  const failure = await serveRecorder(recorder, long).catch((error: unknown) => error);
  assert.instance(failure, SocketError);
  assert.match(String(failure), /may have 107 bytes/);
});

test('closing answers the calls under way and then ends the connections', async () => {
  const recorder = await createReadyRecorder();
  const served = await serveRecorder(recorder);
  const one = client(served.path);
  await one.reached('up');
  let begun: () => void = () => {};
  const hashing = new Promise<void>((resolve) => {
    begun = resolve;
  });
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { verify } = recorder.hasher;
  recorder.hasher.verify = async (stored, secret) => {
    begun();
    await held;
    return verify.call(recorder.hasher, stored, secret);
  };
  const login = one.call('session.login', { user: 'admin', password: GOOD_PASSWORD });
  await hashing;
  const closing = served.close();
  release();
  assert.is((await login).session.user, 'admin');
  await closing;
  await one.reached('connecting');
  one.close();
});

test('notices of a session go to its channel, of the device to all', async () => {
  await withServer(async (path, recorder) => {
    const [one, two] = [client(path), client(path)];
    await Promise.all([one.reached('up'), two.reached('up')]);
    const heard: string[] = [];
    const told = new Promise<void>((resolve) => {
      two.on('session.changed', ({ session }) => heard.push(`session ${session?.user}`));
      two.on('reset.changed', ({ state }) => {
        heard.push(`reset ${state}`);
        resolve();
      });
    });
    await recorder.call('session.login', { user: 'admin', password: GOOD_PASSWORD }, 'web:1');
    await one.call('session.login', { user: 'admin', password: GOOD_PASSWORD });
    await one.call('reset.offer', { method: 'email', purpose: 'reset' });
    await told;
    assert.equal(heard, ['session admin', 'reset offered']);
    one.close();
    two.close();
  });
});

test('a directory where nobody may make a socket is named, with what to do', async () => {
  const recorder = await createReadyRecorder();
  const failure = await serveRecorder(recorder, '/proc/socket').catch((error: unknown) => error);
  assert.instance(failure, SocketError);
  assert.match(String(failure), /Cannot listen on \/proc\/socket/);
});

test('a directory for the socket is made when missing', async () => {
  const recorder = await createReadyRecorder();
  const directory = join(temporaryDirectory(), 'run', 'porthole');
  mkdirSync(join(directory, '..'), { recursive: true });
  const served = await serveRecorder(recorder, join(directory, 'socket'));
  assert.ok(statSync(served.path).isSocket());
  await served.close();
});

test.run();
