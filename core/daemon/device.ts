/**
 * The device: every method of the contract, in front of a store and the ports of its host. Needs no Node, so the
 * designers' preview runs the same code in a browser.
 *
 * A call goes: known method? → parameters by the schema → rights → handler → log line → notices.
 */
import * as v from 'valibot';
import { createAccounts } from '../accounts/accounts.ts';
import { createSessions } from '../accounts/sessions.ts';
import { type MethodName, methods, type Params, type Result, type Session } from '../api/contract.ts';
import { ApiError, type ApiErrorData } from '../api/errors.ts';
import { createReservedAddress } from '../reset/reserved-address.ts';
import { createResets } from '../reset/resets.ts';
import { toHex } from '../sealed/hex.ts';
import { StoreDamagedError, StoreFailure } from '../store/errors.ts';
import { createRunClock } from '../store/run-clock.ts';
import { describeError } from './describe-error.ts';
import { deviceHandlers } from './handlers/device.ts';
import { resetHandlers } from './handlers/reset.ts';
import { seatHandlers } from './handlers/seat.ts';
import { sessionHandlers } from './handlers/session.ts';
import { userHandlers } from './handlers/users.ts';
import { createNotifier, type DeviceNotice } from './notifier.ts';
import type { Call, Handlers, Parts } from './parts.ts';
import type { Caller, Channel, DevicePorts } from './ports.ts';
import { authorise, rights } from './rights.ts';

export interface Device {
  /**
   * Does one call of somebody outside, who may send anything. Rejects with `ApiError` and nothing else; what failed
   * changed nothing.
   */
  handle(caller: Caller, method: string, params: unknown): Promise<unknown>;
  /** Returns the function that stops listening. */
  on(listener: (notice: DeviceNotice) => void): () => void;
  /** To be called every few seconds: tells what time alone has changed, and keeps the run clock from being lost. */
  tick(): void;
  close(): void;
}

/** How much run time a power cut may lose, in ms: the store is written this often while nothing happens. */
const CHECKPOINT_MS = 10 * 60_000;

export function createDevice(ports: DevicePorts): Device {
  const { store, log, random } = ports;
  const clock = createRunClock(store, ports.boot);
  const { model, serial } = ports.factory;
  const accounts = createAccounts({ store, clock, hasher: ports.hasher, deviceWords: [model, serial] });
  const sessions = createSessions(store, clock, random);
  const address = createReservedAddress(store);
  const resets = createResets({ ...ports, clock, address });

  const sessionOf = (channel: Channel): Session | null => {
    const session = sessions.current(channel);
    const user = session === null ? null : accounts.find(session.user);
    if (session === null || user === null || !user.enabled) return null;
    return { user: user.name, role: user.role, locked: session.locked };
  };
  const ensureIdentity = (): void => {
    if (store.identity.get() !== null) return;
    store.identity.put({ deviceRef: toHex(random(8)), deviceKey: toHex(random(32)) });
  };
  const parts: Parts = { ports, accounts, sessions, resets, address, sessionOf, ensureIdentity };
  const handlers: Handlers = {
    ...deviceHandlers(parts),
    ...sessionHandlers(parts),
    ...userHandlers(parts),
    ...resetHandlers(parts),
    ...seatHandlers(),
  };

  ensureIdentity();
  const notifier = createNotifier(parts);
  let checkpointAt = 0;

  const run = async <M extends MethodName>(caller: Caller, method: M, raw: unknown): Promise<Result<M>> => {
    const params: Params<M> = parseParams(method, raw);
    const { channel } = caller;
    const call: Call = {
      caller,
      authorise: (right = rights[method]) =>
        authorise(right, {
          active: accounts.isActive(),
          channel,
          session: sessionOf(channel),
          elevated: sessions.isElevated(channel, elevationIn(params)),
        }),
    };
    call.authorise();
    sessions.touch(channel);
    return handlers[method](params, call);
  };

  const tell = (): void => {
    try {
      notifier.tell();
    } catch (error) {
      log.error(describeError(error), 'could not read the state to tell the screens');
    }
  };

  return {
    async handle(caller, method, params) {
      notifier.watch(caller.channel);
      const started = ports.boot.now();
      const known = isMethod(method);
      let result: ApiErrorData['code'] | 'ok' = 'ok';
      try {
        if (!known) throw new ApiError({ code: 'unknownMethod' });
        return await run(caller, method, params);
      } catch (error) {
        const refused = toApiError(error, ports);
        result = refused.data.code;
        throw refused;
      } finally {
        const level = result === 'ok' && known && quiet.has(method) ? 'debug' : 'info';
        const requestId = known && method.startsWith('reset.') ? idForLog() : {};
        const ms = ports.boot.now() - started;
        log[level]({ ...caller, method: known ? method : '?', result, ...requestId, ms }, 'call');
        tell();
      }
    },
    on: notifier.on,
    tick() {
      try {
        if (clock.now() >= checkpointAt) {
          checkpointAt = clock.now() + CHECKPOINT_MS;
          store.transaction(() => {
            clock.stamp();
            sessions.persist();
          });
        }
      } catch (error) {
        // The next one tries again; until then a power cut would cost a little more run time.
        log.warn(describeError(error), 'could not store the run clock');
      }
      tell();
    },
    close: () => store.close(),
  };

  function idForLog(): { requestId?: string } {
    try {
      const requestId = resets.requestId();
      return requestId === null ? {} : { requestId };
    } catch {
      // The call's own result says that the store cannot be read.
      return {};
    }
  }
}

/** Asked often and changing nothing: their success is no news. */
const quiet: ReadonlySet<MethodName> = new Set<MethodName>([
  'device.info',
  'password.check',
  'session.names',
  'session.current',
  'users.list',
  'recovery.get',
  'reset.methods',
  'reset.status',
  'seat.save',
  'seat.restore',
]);

const isMethod = (name: string): name is MethodName => Object.hasOwn(methods, name);

function parseParams<M extends MethodName>(method: M, raw: unknown): Params<M> {
  const result = v.safeParse(methods[method].params, raw ?? {});
  if (result.success) return result.output;
  throw new ApiError({ code: 'badRequest', path: v.getDotPath(result.issues[0]) ?? '' });
}

const elevationIn = (params: object): string =>
  'elevation' in params && typeof params.elevation === 'string' ? params.elevation : '';

function toApiError(error: unknown, { log, random }: DevicePorts): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof StoreFailure || error instanceof StoreDamagedError) {
    log.error({ error: error.name }, error.message);
    return new ApiError({
      code: error instanceof StoreFailure && error.kind === 'full' ? 'storageFull' : 'storageFailed',
    });
  }
  const reference = toHex(random(4));
  log.error({ reference, ...describeError(error) }, 'internal error');
  return new ApiError({ code: 'internal', reference });
}
