/**
 * The one reset request of this recorder: the state machine with its store, its limits and its secrets.
 *
 * 1. `issue` draws five random bytes, keeps their argon2id hash and the sealed QR text, and forgets the bytes. They are
 *    in the QR code, which only the vendor can open, and in the mail that the vendor sends.
 * 2. `verify` takes a try from the request and from the day's limit, in one stored step, and only then compares. Of a
 *    hundred at once, five are compared.
 * 3. A right code becomes a ticket, of which the hash is kept. `redeem` takes it once, on the channel that earned it.
 *
 * Waiting (hashing, sealing) happens outside of transactions. After it the state is read again, and what was worked for
 * is given up if the request it was for is gone.
 */
import { constantTimeEqual } from '../accounts/constant-time.ts';
import type { Hasher } from '../accounts/hasher.ts';
import type { Locale, Method, Purpose, ResetStatus } from '../api/contract.ts';
import { ApiError, type VoidReason } from '../api/errors.ts';
import { CODE_BYTES, parseCode } from '../sealed/code.ts';
import { fromHex, toHex } from '../sealed/hex.ts';
import type { SealRequest } from '../sealed/seal.ts';
import type { ResetRecord } from '../store/records.ts';
import type { RunClock } from '../store/run-clock.ts';
import type { Store } from '../store/store.ts';
import { lockMs, noLimits, requestWaitMs, withoutTry, withRequest, withTry } from './limits.ts';
import * as machine from './machine.ts';
import type { ReservedAddress } from './reserved-address.ts';

/** Puts a request into the text of a QR code for the vendor whose public key it holds. */
export type Sealer = (request: Omit<SealRequest, 'publicKey'>) => Promise<{ qrText: string }>;

export interface ResetsDeps {
  store: Store;
  clock: RunClock;
  hasher: Hasher;
  /** Null when the firmware carries no vendor key: then there is no recovery by e-mail. */
  seal: Sealer | null;
  random: (length: number) => Uint8Array;
  /** Milliseconds since 1970, as the recorder believes. Told to the vendor, judged by nobody. */
  wallClock: () => number;
  /** How long a code is valid: 10 to 2,880 minutes. */
  validMinutes: number;
  address: ReservedAddress;
}

export interface Resets {
  /** The ways back in that are set up. */
  methods(): Method[];
  status(): ResetStatus;
  /** What the request under way is for, if there is one. */
  purpose(): Purpose | null;
  /** The id of the request under way, for the log. */
  requestId(): string | null;
  offer(channel: string, method: Method, purpose: Purpose): void;
  accept(version: string, locale: Locale): void;
  issue(refresh: boolean): Promise<void>;
  cancel(channel: string): void;
  /** The ticket for a right code, or null where the purpose was a test. */
  verify(channel: string, typed: string): Promise<string | null>;
  /** The hash of a ticket that is good on this channel, and stays good. Throws otherwise. */
  checkTicket(channel: string, ticket: string): Promise<string>;
  /** Takes the ticket that was checked. To be called in the transaction that sets the password. */
  redeem(channel: string, ticketHash: string): void;
  /** Voids code and ticket. To be called in the transaction of what makes them void. */
  void(reason: VoidReason): void;
}

export function createResets(deps: ResetsDeps): Resets {
  const { store, clock, hasher, seal, random, wallClock, validMinutes, address } = deps;
  let judging = 0;
  let issuing: Promise<void> = Promise.resolve();

  const state = (): machine.ResetState =>
    machine.stateOf(store.reset.get(), { now: clock.now(), bootId: clock.bootId, judging: judging > 0 });
  const limits = () => store.recoveryLimits.get() ?? noLimits;
  const put = (record: ResetRecord | null): void => {
    if (record === null) store.reset.clear();
    else store.reset.put(record);
  };
  const methods = (): Method[] => (seal !== null && address.full() !== null ? ['email'] : []);
  const refuseWhenLocked = (): void => {
    const retryAfterMs = lockMs(limits(), clock.now());
    if (retryAfterMs > 0) throw new ApiError({ code: 'recoveryLocked', retryAfterMs });
  };
  const requireMethod = (method: Method): void => {
    if (!methods().includes(method)) throw new ApiError({ code: 'methodNotSetUp' });
  };

  async function issueNow(refresh: boolean): Promise<void> {
    refuseWhenLocked();
    const before = fingerprint(store.reset.get());
    const ground = machine.groundFor(state(), refresh);
    if (ground === null) return;
    requireMethod(ground.method);
    const identity = store.identity.get();
    const sealedTo = address.full();
    if (seal === null || sealedTo === null || identity === null) throw new ApiError({ code: 'methodNotSetUp' });
    const retryAfterMs = requestWaitMs(limits(), clock.now());
    if (retryAfterMs > 0) throw new ApiError({ code: 'tooManyRequests', retryAfterMs });

    const requestId = random(16);
    const code = random(CODE_BYTES);
    let codeHash: string;
    let qrText: string;
    try {
      codeHash = await hasher.hash(asText(code));
      ({ qrText } = await seal({
        deviceRef: fromHex(identity.deviceRef),
        deviceKey: fromHex(identity.deviceKey),
        requestId,
        code,
        createdAt: Math.floor(wallClock() / 1000),
        validMinutes,
        locale: ground.disclaimer.locale,
        address: sealedTo,
        purpose: ground.purpose,
      }));
    } finally {
      code.fill(0);
    }
    store.transaction(() => {
      // Cancelled, or the address changed, while it was sealed: the QR code must not come back to life.
      if (fingerprint(store.reset.get()) !== before || address.full() !== sealedTo) {
        throw new ApiError({ code: 'wrongStep' });
      }
      const now = clock.stamp();
      store.recoveryLimits.put(withRequest(limits(), now));
      const expiresAt = now + validMinutes * 60_000;
      put(machine.issue(ground, { requestId: toHex(requestId), codeHash, qrText, expiresAt }));
    });
  }

  /** Counts a try before anything is compared. */
  const takeTry = (): { pending: machine.Pending; takenAt: number } =>
    store.transaction(() => {
      refuseWhenLocked();
      const takenAt = clock.stamp();
      const pending = machine.takeTry(machine.requirePending(state()));
      put(pending);
      store.recoveryLimits.put(withTry(limits(), takenAt));
      return { pending, takenAt };
    });

  /** What the right code is worth, if the request it was for is still the one. */
  const grantOnce = (pending: machine.Pending, takenAt: number, ticketHash: string, channel: string) => {
    const now = state();
    if (now.state !== 'pending') throw machine.notPending(now);
    if (now.requestId !== pending.requestId) throw new ApiError({ code: 'voided', reason: 'newerRequest' });
    const granted = machine.grant(now, { ticketHash, channel, now: clock.stamp() });
    store.recoveryLimits.put(withoutTry(limits(), takenAt));
    put(granted);
    if (granted === null) address.confirm();
    return granted;
  };

  const refuseCode = (triesLeft: number): never => {
    refuseWhenLocked();
    if (triesLeft === 0) throw new ApiError({ code: 'exhausted' });
    throw new ApiError({ code: 'wrongCode', triesLeft });
  };

  return {
    methods,
    status() {
      const now = state();
      switch (now.state) {
        case 'none':
          return { state: 'none' };
        case 'offered':
        case 'disclaimerAccepted':
          return { state: now.state, method: now.method, purpose: now.purpose };
        case 'pending':
          return {
            state: 'pending',
            purpose: now.purpose,
            requestId: now.requestId,
            qrText: now.qrText,
            // An address that goes away voids the request, so there is one.
            maskedAddress: address.masked() ?? '',
            validForMs: Math.ceil(now.expiresAt - clock.now()),
            triesLeft: now.triesLeft,
          };
        case 'ticket':
          return { state: 'ticket', validForMs: Math.ceil(now.expiresAt - clock.now()) };
        case 'voided':
          return { state: 'voided', reason: now.reason };
        default:
          return { state: now.state };
      }
    },
    purpose() {
      const now = state();
      if ('was' in now) return now.was.purpose;
      return 'purpose' in now ? now.purpose : null;
    },
    requestId() {
      const now = state();
      if ('was' in now) return now.was.requestId;
      return 'requestId' in now ? now.requestId : null;
    },
    offer(channel, method, purpose) {
      refuseWhenLocked();
      requireMethod(method);
      put(machine.offer(state(), { method, purpose, bootId: clock.bootId, channel }));
    },
    accept(version, locale) {
      put(machine.accept(state(), { version, locale }));
    },
    issue(refresh) {
      // One after the other: the second of two clicks finds the first one's request.
      const mine = issuing.then(() => issueNow(refresh));
      issuing = mine.catch(() => {});
      return mine;
    },
    cancel(channel) {
      put(machine.cancel(state(), channel));
    },
    async verify(channel, typed) {
      const parsed = parseCode(typed);
      if (!parsed.ok) {
        // Cannot be any code: refused as a wrong one, but a slip of the hand costs no try.
        refuseWhenLocked();
        throw new ApiError({ code: 'wrongCode', triesLeft: machine.requirePending(state()).triesLeft });
      }
      const { pending, takenAt } = takeTry();
      judging += 1;
      try {
        const right = await hasher.verify(pending.codeHash, asText(parsed.code));
        if (!right) return refuseCode(pending.triesLeft);
        const ticket = toHex(random(16));
        const ticketHash = await sha256(ticket);
        const granted = store.transaction(() => grantOnce(pending, takenAt, ticketHash, channel));
        return granted === null ? null : ticket;
      } finally {
        judging -= 1;
      }
    },
    async checkTicket(channel, ticket) {
      const hash = await sha256(ticket);
      compareTicket(machine.requireTicket(state(), channel), hash);
      return hash;
    },
    redeem(channel, ticketHash) {
      compareTicket(machine.requireTicket(state(), channel), ticketHash);
      put(null);
    },
    void(reason) {
      put(machine.voidBy(state(), reason));
    },
  };
}

/** The code as text for the hasher: hex digits in bytes, since a string could not be overwritten. */
const asText = (code: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: code.length * 2 }, (_, i) => {
    const digit = (code[i >> 1]! >> (i % 2 === 0 ? 4 : 0)) & 15;
    return digit + (digit < 10 ? 0x30 : 0x57);
  });

/** Tells two requests apart; a try taken from one leaves it the same. */
const fingerprint = (record: ResetRecord | null): string =>
  JSON.stringify(record?.state === 'pending' ? { ...record, triesLeft: 0 } : record);

function compareTicket(ticket: machine.Ticket, hash: string): void {
  if (!constantTimeEqual(fromHex(ticket.ticketHash), fromHex(hash))) throw new ApiError({ code: 'badTicket' });
}

/** SHA-256 is enough for a ticket, whose 128 bits cannot be guessed; the slow hash is for what people type. */
async function sha256(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}
