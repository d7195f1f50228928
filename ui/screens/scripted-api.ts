/** A daemon that says what a story tells it to: for pictures of screens in states that are hard to reach. */
import type { Api, DeviceInfo, MethodName, Notice, NoticeName, Params, Result } from '../../core/api/contract.ts';
import { ApiError, type ApiErrorData } from '../../core/api/errors.ts';

/** What a call is answered with: a result, a refusal, or nothing as long as the story lasts. */
export type Reply<M extends MethodName> =
  | { readonly result: Result<M> }
  | { readonly refuse: ApiErrorData }
  | { readonly hold: true };

export type Replies = { readonly [M in MethodName]?: Reply<M> | ((params: Params<M>) => Reply<M>) };

/** A recorder that is active, with nobody logged in. */
export const DEVICE: DeviceInfo = {
  active: true,
  name: 'Recorder',
  model: 'PH-1604',
  serial: 'PH1604-27K03911',
  firmware: '1.0.0',
  // Local time, so that the picture is the same wherever it is drawn.
  wallClock: new Date(2026, 10, 22, 14, 5, 20).getTime(),
  network: 'up',
  settings: { locale: 'en', theme: 'dark', keyboard: 'us', pointerSpeed: 0, autoLockMinutes: 10 },
  recoveryAvailable: true,
};

export class ScriptedApi implements Api {
  /** Calls that are never answered. */
  held = 0;
  /** What was called, without the parameters: they may be secrets. */
  readonly calls: MethodName[] = [];
  readonly #replies: Replies;
  readonly #listeners = new Map<NoticeName, Set<(value: never) => void>>();

  constructor(replies: Replies) {
    this.#replies = replies;
  }

  async call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    this.calls.push(method);
    const known = this.#replies[method] as Replies[M];
    if (known === undefined) throw new Error(`the story has no reply to ${method}`);
    const reply: Reply<M> = typeof known === 'function' ? known(params) : known;
    if ('refuse' in reply) throw new ApiError(reply.refuse);
    if ('result' in reply) return reply.result;
    this.held++;
    return new Promise(() => {});
  }

  on<N extends NoticeName>(notice: N, listener: (value: Notice<N>) => void): () => void {
    const listeners = this.#listeners.get(notice) ?? new Set();
    listeners.add(listener as (value: never) => void);
    this.#listeners.set(notice, listeners);
    return () => listeners.delete(listener as (value: never) => void);
  }

  /** Sends a notice, as the daemon would. */
  notify<N extends NoticeName>(notice: N, value: Notice<N>): void {
    for (const listener of this.#listeners.get(notice) ?? []) (listener as (value: Notice<N>) => void)(value);
  }
}
