import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  decide,
  type Known,
  type KnownMail,
  type Limits,
  MAILS_PER_REQUEST,
  SAME_SCAN_MS,
  UNVERIFIED_LIMITS,
  VERIFIED_LIMITS,
} from '../../../core/recovery/limits.ts';

const test = suite('what becomes of a scan');
const NOW = Date.UTC(2026, 10, 22);
const HOUR = 3_600_000;

const nothing: Known = {
  request: null,
  addressStopped: false,
  recent: { device: [], address: [], network: [], unverified: [] },
};
const sent = (agoMs: number, uncertain = 0): KnownMail => ({
  id: 'a',
  state: 'sent',
  finishedAt: NOW - agoMs,
  uncertain,
});
const withMails = (...mails: KnownMail[]): Known => ({
  ...nothing,
  request: { expiresAt: NOW + HOUR, sameContent: true, mails },
});
const verdict = (known: Known, limits: Limits = VERIFIED_LIMITS) => decide(known, limits, 2880, NOW);
const refusal = (known: Known, limits?: Limits) => {
  const decision = verdict(known, limits);
  return decision.kind === 'refused' ? decision.refusal : decision.kind;
};

test('a first scan is mailed, and is valid from now on for as long as it says', () => {
  assert.equal(decide(nothing, VERIFIED_LIMITS, 10, NOW), { kind: 'queue', expiresAt: NOW + 600_000 });
});

test('no payload is valid for more than 48 hours', () => {
  assert.equal(decide(nothing, VERIFIED_LIMITS, 65535, NOW), { kind: 'queue', expiresAt: NOW + 48 * HOUR });
});

test('a request keeps the end it got at first sight', () => {
  const known = { ...nothing, request: { expiresAt: NOW + 1, sameContent: true, mails: [sent(SAME_SCAN_MS)] } };
  assert.equal(verdict(known), { kind: 'queue', expiresAt: NOW + 1 });
  assert.equal(refusal({ ...known, request: { ...known.request, expiresAt: NOW } }), { code: 'expired' });
});

test('the same request with another code or address is no recorder’s doing', () => {
  const known = { ...nothing, request: { expiresAt: NOW + HOUR, sameContent: false, mails: [] } };
  assert.equal(refusal(known), { code: 'notGenuine' });
});

test('a rescan while the mail waits, or just after, is answered without a new one', () => {
  const waiting: KnownMail = { id: 'b', state: 'queued', finishedAt: null, uncertain: 0 };
  assert.equal(verdict(withMails(waiting)), { kind: 'standing', mail: waiting, expiresAt: NOW + HOUR });
  const justSent = sent(SAME_SCAN_MS - 1);
  assert.equal(verdict(withMails(justSent)), { kind: 'standing', mail: justSent, expiresAt: NOW + HOUR });
  assert.is(verdict(withMails(sent(SAME_SCAN_MS))).kind, 'queue');
});

test('a request is mailed twice and not a third time', () => {
  const twice = Array.from({ length: MAILS_PER_REQUEST }, () => sent(HOUR));
  assert.equal(refusal(withMails(...twice)), { code: 'tooOften', limit: 'request', retryAt: null });
});

test('a hand-over that may have succeeded counts as a mail', () => {
  assert.equal(refusal(withMails(sent(HOUR, 1))), { code: 'tooOften', limit: 'request', retryAt: null });
});

test('an address that its server refused gets nothing more', () => {
  assert.equal(refusal({ ...nothing, addressStopped: true }), { code: 'addressRefused' });
});

test('each limit stops the mail that would exceed it and says when there is room again', () => {
  for (const limits of [VERIFIED_LIMITS, UNVERIFIED_LIMITS]) {
    for (const kind of ['device', 'address', 'network', 'unverified'] as const) {
      const limit = limits[kind];
      if (limit === null) continue;
      const times = Array.from({ length: limit.count }, (_, i) => NOW - 1000 - i);
      const full = { ...nothing, recent: { ...nothing.recent, [kind]: times } };
      const retryAt = times.at(-1)! + limit.windowMs;
      assert.equal(refusal(full, limits), { code: 'tooOften', limit: kind, retryAt }, kind);
      const room = { ...nothing, recent: { ...nothing.recent, [kind]: times.slice(1) } };
      assert.is(verdict(room, limits).kind, 'queue', kind);
    }
  }
});

test('of several full limits the one that is full longest is named', () => {
  const recent = {
    ...nothing.recent,
    device: Array.from({ length: 10 }, () => NOW - 1),
    address: Array.from({ length: 5 }, () => NOW - 1),
  };
  assert.equal(refusal({ ...nothing, recent }), { code: 'tooOften', limit: 'device', retryAt: NOW - 1 + 24 * HOUR });
});

test('however often a request is scanned, it is mailed at most twice and never after its end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(6 * HOUR), { maxLength: 60 }),
      fc.integer({ min: 10, max: 2880 }),
      (pauses, minutes) => {
        let now = NOW;
        let expiresAt: number | null = null;
        const mails: KnownMail[] = [];
        for (const pause of pauses) {
          now += pause;
          const request = expiresAt === null ? null : { expiresAt, sameContent: true, mails };
          const decision = decide({ ...nothing, request }, VERIFIED_LIMITS, minutes, now);
          if (decision.kind !== 'queue') continue;
          expiresAt ??= decision.expiresAt;
          assert.is(decision.expiresAt, NOW + (pauses[0] ?? 0) + minutes * 60_000);
          assert.ok(now < expiresAt);
          mails.push({ id: `${mails.length}`, state: 'sent', finishedAt: now, uncertain: 0 });
        }
        assert.ok(mails.length <= MAILS_PER_REQUEST);
      },
    ),
  );
});

test.run();
