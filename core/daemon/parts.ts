/** The parts of the device that its handlers work with, and how a handler looks. */
import type { Accounts } from '../accounts/accounts.ts';
import type { Sessions } from '../accounts/sessions.ts';
import type { MethodName, Params, Result, Session } from '../api/contract.ts';
import type { ReservedAddress } from '../reset/reserved-address.ts';
import type { Resets } from '../reset/resets.ts';
import type { Caller, Channel, DevicePorts } from './ports.ts';
import type { Right } from './rights.ts';

export interface Parts {
  ports: DevicePorts;
  accounts: Accounts;
  sessions: Sessions;
  resets: Resets;
  address: ReservedAddress;
  /** The login of a channel, with what its user is and may be now. */
  sessionOf(channel: Channel): Session | null;
  /** Gives the recorder its random name and key, if it has none. */
  ensureIdentity(): void;
}

export interface Call {
  caller: Caller;
  /**
   * Asks for the rights of this call again, or for more. A handler that waited for a hash does so before it acts: the
   * session it was called in may be gone.
   */
  authorise(right?: Right): void;
}

export type Handlers = {
  [M in MethodName]: (params: Params<M>, call: Call) => Result<M> | Promise<Result<M>>;
};
