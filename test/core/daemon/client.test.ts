import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ApiError, type ApiErrorData } from '../../../core/api/errors.ts';
import { temporaryDirectory } from '../store/temporary.ts';
import { createReadyRecorder } from './harness.ts';
import { type Client, client, frame, serveRecorder } from './sockets.ts';

const test = suite('socket client');

const errorOf = (call: Promise<unknown>): Promise<ApiErrorData | null> =>
  call.then(
    () => null,
    (error: unknown) => (error instanceof ApiError ? error.data : null),
  );

/** A daemon that answers as `onData` says, and a client that is connected to it. */
async function withFakeDaemon(onData: (socket: Socket) => void, work: (one: Client) => Promise<void>): Promise<void> {
  const path = join(temporaryDirectory(), 'socket');
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('data', () => onData(socket));
  });
  server.listen(path);
  await once(server, 'listening');
  const one = client(path);
  await one.reached('up');
  try {
    await work(one);
  } finally {
    one.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

test('calls reject with "disconnected" while the daemon is away, and work again when it is back', async () => {
  const recorder = await createReadyRecorder();
  const first = await serveRecorder(recorder);
  const one = client(first.path);
  assert.equal(await errorOf(one.call('device.info', {})), { code: 'disconnected' });
  await one.reached('up');
  await first.close();
  await one.reached('connecting');
  assert.equal(await errorOf(one.call('device.info', {})), { code: 'disconnected' });
  const second = await serveRecorder(recorder, first.path);
  await one.reached('up');
  assert.is((await one.call('device.info', {})).active, true);
  assert.equal(one.states, ['up', 'connecting', 'up']);
  one.close();
  await second.close();
});

test('a call under way when the daemon dies rejects with "disconnected", and is not sent again', async () => {
  let requests = 0;
  const die = (socket: Socket): void => {
    requests += 1;
    socket.destroy();
  };
  await withFakeDaemon(die, async (one) => {
    assert.equal(await errorOf(one.call('device.info', {})), { code: 'disconnected' });
    await one.reached('up');
    assert.equal(one.states, ['up', 'connecting', 'up']);
    assert.is(requests, 1);
  });
});

test('an answer or an error that breaks the contract is an internal error, not a wrong value', async () => {
  const answers = [
    { id: 0, result: { session: { user: 'admin' } } },
    { id: 1, error: { code: 1, message: 'x', data: { code: 'nonsense' } } },
  ];
  const answer = (socket: Socket): void => void socket.write(frame({ jsonrpc: '2.0', ...answers.shift() }));
  await withFakeDaemon(answer, async (one) => {
    for (const reference of ['result of session.current', 'rpc 1']) {
      assert.equal(await errorOf(one.call('session.current', {})), { code: 'internal', reference });
    }
  });
});

test('a notice that breaks the contract reaches no listener, and the next one does', async () => {
  const notice = (value: object) => frame({ jsonrpc: '2.0', method: 'reset.changed', params: value });
  const told = (socket: Socket): void => {
    socket.write(notice({ state: 'invented' }) + notice({ state: 'expired' }));
  };
  await withFakeDaemon(told, async (one) => {
    const heard = await new Promise((resolve) => {
      one.on('reset.changed', resolve);
      one.call('device.info', {}).catch(() => {});
    });
    assert.equal(heard, { state: 'expired' });
  });
});

test('typed errors arrive as they were thrown, and a listener that was taken away hears nothing', async () => {
  const recorder = await createReadyRecorder();
  const served = await serveRecorder(recorder);
  const one = client(served.path);
  await one.reached('up');
  const wrong = { user: 'admin', password: 'wrong' };
  assert.equal(await errorOf(one.call('session.login', wrong)), { code: 'badCredentials', triesLeft: 4 });
  const heard: string[] = [];
  const stop = one.on('device.changed', () => heard.push('first'));
  const second = new Promise<void>((resolve) => {
    one.on('device.changed', ({ settings }) => {
      heard.push(settings.theme);
      if (settings.theme === 'dark') resolve();
    });
  });
  await one.call('settings.set', { theme: 'light' });
  stop();
  await one.call('settings.set', { theme: 'dark' });
  await second;
  assert.equal(heard, ['first', 'light', 'dark']);
  one.close();
  await served.close();
});

test.run();
