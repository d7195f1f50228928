/** The reserved e-mail address. It leaves this module in full only inside a sealed payload. */
import { ApiError } from '../api/errors.ts';
import { checkAddress, maskAddress } from '../sealed/address.ts';
import type { Store } from '../store/store.ts';

export interface ReservedAddress {
  masked(): string | null;
  confirmed(): boolean;
  /** In full. Only for sealing. */
  full(): string | null;
  /** Null removes it. Returns whether it is another one than before. Throws `addressRefused`. */
  set(address: string | null): boolean;
  /** A code sent to it came back. */
  confirm(): void;
}

export function createReservedAddress(store: Store): ReservedAddress {
  const full = (): string | null => store.address.get()?.address ?? null;
  return {
    full,
    masked() {
      const address = full();
      return address === null ? null : maskAddress(address);
    },
    confirmed: () => store.address.get()?.confirmed ?? false,
    set(address) {
      // Spaces at the ends are slips of the hand. Line breaks are not: they would forge mail headers, and are refused.
      const trimmed = address?.replace(/^ +| +$/g, '') ?? null;
      if (trimmed === full()) return false;
      if (trimmed === null) {
        store.address.clear();
        return true;
      }
      const problem = checkAddress(trimmed);
      if (problem !== null) throw new ApiError({ code: 'addressRefused', problem });
      store.address.put({ address: trimmed, confirmed: false });
      return true;
    },
    confirm() {
      const record = store.address.get();
      if (record !== null) store.address.put({ ...record, confirmed: true });
    },
  };
}
