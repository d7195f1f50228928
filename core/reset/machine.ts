/**
 * The states of a reset request and the steps between them. Pure: record, time and boot in, record out.
 *
 *                    offer          accept                 issue               right code          redeem
 *   none / ended ──────────▶ offered ─────▶ disclaimerAccepted ─────▶ pending ─────────────▶ ticket ─────▶ none
 *                                                                       │ ▲ issue(refresh)      │
 *                               5 wrong codes ─▶ exhausted ◀────────────┤ │                     │
 *                               its time is up ─▶ expired  ◀────────────┼─┘─────────────────────┤
 *                               reboot, other address, other password,  │                       │
 *                               newer request, cancel ─▶ voided ◀───────┴───────────────────────┘
 *
 * Only what somebody did is written. What follows from the time, the boot or the count alone (expired, voided by a
 * reboot, exhausted) is read off by `stateOf`, so nothing has to happen at the right moment for it to be true.
 */
import type { Method, Purpose } from '../api/contract.ts';
import { ApiError, type VoidReason } from '../api/errors.ts';
import type { Disclaimer, ResetRecord } from '../store/records.ts';

export const CODE_TRIES = 5;
export const TICKET_MS = 10 * 60_000;

type RecordIn<S extends ResetRecord['state']> = Extract<ResetRecord, { state: S }>;
export type Pending = RecordIn<'pending'>;
export type Ticket = RecordIn<'ticket'>;

export type ResetState =
  | { state: 'none' }
  | RecordIn<'offered'>
  | RecordIn<'disclaimerAccepted'>
  | Pending
  | Ticket
  | { state: 'expired'; was: Pending | Ticket }
  | { state: 'exhausted'; was: Pending }
  | RecordIn<'voided'>;

/** When and where a record is looked at. */
export interface Moment {
  /** Milliseconds of the run clock. */
  now: number;
  bootId: string;
  /** A code is being judged at this moment: the last try may yet be the right one. */
  judging: boolean;
}

/** What the stored record means now. */
export function stateOf(record: ResetRecord | null, { now, bootId, judging }: Moment): ResetState {
  if (record === null) return { state: 'none' };
  if (record.state === 'voided') return record;
  const open = record.state === 'pending' || record.state === 'ticket';
  if (record.bootId !== bootId) return open ? { state: 'voided', reason: 'reboot' } : { state: 'none' };
  if (!open) return record;
  if (record.state === 'pending' && record.triesLeft === 0 && !judging) return { state: 'exhausted', was: record };
  return now >= record.expiresAt ? { state: 'expired', was: record } : record;
}

/** Begins, or comes back: a pending request of the same kind is kept, so that a code that arrives late still works. */
export function offer(
  state: ResetState,
  { method, purpose, bootId, channel }: { method: Method; purpose: Purpose; bootId: string; channel: string },
): ResetRecord {
  refuseOthersTicket(state, channel);
  if (state.state === 'pending' && state.method === method && state.purpose === purpose) return state;
  return { state: 'offered', bootId, method, purpose };
}

export function accept(state: ResetState, disclaimer: Disclaimer): ResetRecord {
  if (state.state !== 'offered') throw new ApiError({ code: 'wrongStep' });
  const { bootId, method, purpose } = state;
  return { state: 'disclaimerAccepted', bootId, method, purpose, disclaimer };
}

/** What a new request is made from. */
export type Ground = Pick<Pending, 'bootId' | 'method' | 'purpose' | 'disclaimer'>;

/**
 * The ground for a new request; null when the pending one is to be shown again. A request that expired or was used up
 * may be refreshed without reading the disclaimer again; one that was voided may not.
 */
export function groundFor(state: ResetState, refresh: boolean): Ground | null {
  if (state.state === 'pending' && !refresh) return null;
  if (state.state === 'disclaimerAccepted') return groundOf(state);
  if (state.state === 'pending') return groundOf(state);
  if ((state.state === 'expired' || state.state === 'exhausted') && refresh) return groundOf(state.was);
  throw new ApiError({ code: 'wrongStep' });
}

const groundOf = ({ bootId, method, purpose, disclaimer }: Ground): Ground => ({ bootId, method, purpose, disclaimer });

export interface Issued {
  requestId: string;
  codeHash: string;
  qrText: string;
  expiresAt: number;
}

export const issue = (ground: Ground, issued: Issued): Pending => ({
  state: 'pending',
  ...ground,
  ...issued,
  triesLeft: CODE_TRIES,
});

/** The pending request a code can be tried on. Throws the reason why there is none. */
export function requirePending(state: ResetState): Pending {
  if (state.state !== 'pending') throw notPending(state);
  if (state.triesLeft === 0) throw new ApiError({ code: 'exhausted' });
  return state;
}

/** Why no code is taken in this state. */
export function notPending(state: Exclude<ResetState, Pending>): ApiError {
  if (state.state === 'voided') return new ApiError({ code: 'voided', reason: state.reason });
  if (state.state === 'expired' || state.state === 'exhausted') return new ApiError({ code: state.state });
  return new ApiError({ code: 'wrongStep' });
}

/** Counted before the code is judged. */
export const takeTry = (pending: Pending): Pending => ({ ...pending, triesLeft: pending.triesLeft - 1 });

/** A right code works once: the record no longer holds it. A test ends here, with nothing to redeem. */
export function grant(
  { bootId, method, purpose, disclaimer, requestId }: Pending,
  { ticketHash, channel, now }: { ticketHash: string; channel: string; now: number },
): Ticket | null {
  if (purpose === 'test') return null;
  const expiresAt = now + TICKET_MS;
  return { state: 'ticket', bootId, method, purpose, disclaimer, requestId, expiresAt, ticketHash, channel };
}

/** The ticket that may be redeemed on this channel. Whether its hash fits is the caller's to compare. */
export function requireTicket(state: ResetState, channel: string): Ticket {
  if (state.state === 'ticket' && state.channel === channel) return state;
  if (state.state === 'expired' && state.was.state === 'ticket') throw new ApiError({ code: 'expired' });
  if (state.state === 'voided') throw new ApiError({ code: 'voided', reason: state.reason });
  throw new ApiError({ code: 'badTicket' });
}

/** Ends whatever is there; what had already ended is cleared away. */
export function cancel(state: ResetState, channel: string): ResetRecord | null {
  refuseOthersTicket(state, channel);
  return voided(state, 'cancelled');
}

/** Makes code and ticket worthless. Steps before a code exists have nothing to void. */
export function voidBy(state: ResetState, reason: VoidReason): ResetRecord | null {
  switch (state.state) {
    case 'offered':
    case 'disclaimerAccepted':
      return state;
    default:
      return voided(state, reason);
  }
}

const voided = (state: ResetState, reason: VoidReason): ResetRecord | null =>
  state.state === 'pending' || state.state === 'ticket' ? { state: 'voided', reason } : null;

/** Somebody proved to be the owner and is choosing a password: nobody else may take that away by a click. */
function refuseOthersTicket(state: ResetState, channel: string): void {
  if (state.state === 'ticket' && state.channel !== channel) throw new ApiError({ code: 'busy' });
}
