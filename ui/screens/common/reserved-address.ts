import { ApiError } from '../../../core/api/errors.ts';
import { type ReadonlySignal, signal } from '../../jsx/index.ts';
import { useApp } from '../context.ts';

export interface ReservedAddress {
  /** Masked; null while none is stored or nothing is known yet. */
  readonly masked: ReadonlySignal<string | null>;
  readonly confirmed: ReadonlySignal<boolean>;
  readonly loaded: ReadonlySignal<boolean>;
  load(): Promise<void>;
}

/** The reserved address as the recorder tells it, asked for when the screen comes. */
export function useReservedAddress(): ReservedAddress {
  const { api, fail, wait } = useApp();
  const masked = signal<string | null>(null);
  const confirmed = signal(false);
  const loaded = signal(false);
  const load = async (): Promise<void> => {
    try {
      const found = await api.call('recovery.get', {});
      masked.value = found.maskedAddress;
      confirmed.value = found.confirmed;
      loaded.value = true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      fail(error.data);
    }
  };
  void wait(load());
  return { masked, confirmed, loaded, load: () => wait(load()) };
}
