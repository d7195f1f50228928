/**
 * The reset request against a model: random orders of everything that can happen, of people and of the world. The model
 * says in a few lines what each state allows; the real one is the device with its store, clock and limits.
 */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ApiError } from '../../../core/api/errors.ts';
import {
  accept,
  cancel,
  groundFor,
  offer,
  requirePending,
  requireTicket,
  stateOf,
  voidBy,
} from '../../../core/reset/machine.ts';
import type { ResetRecord } from '../../../core/store/records.ts';
import {
  createReadyRecorder,
  DAY,
  elevate,
  GOOD_PASSWORD,
  HOUR,
  login,
  MINUTE,
  OTHER_PASSWORD,
  type Recorder,
  wrongCodeFor,
} from '../daemon/harness.ts';

const test = suite('reset state machine');

interface Model {
  state: 'none' | 'offered' | 'disclaimerAccepted' | 'pending' | 'ticket' | 'expired' | 'exhausted' | 'voided';
  now: number;
  endsAt: number;
  tries: number;
  requests: number[];
  wrong: number[];
  lockedUntil: number;
  password: string;
  ticket: string;
}

const today = (times: number[], now: number): number[] => times.filter((time) => time > now - DAY);
const locked = (model: Model): boolean => model.now < model.lockedUntil;
const mayRefresh = (model: Model): boolean => ['pending', 'expired', 'exhausted'].includes(model.state);

function voidIt(model: Model): void {
  if (model.state === 'pending' || model.state === 'ticket') model.state = 'voided';
  else if (model.state !== 'offered' && model.state !== 'disclaimerAccepted') model.state = 'none';
}

function issue(model: Model): boolean {
  if (today(model.requests, model.now).length >= 10) return false;
  Object.assign(model, { state: 'pending', tries: 5, endsAt: model.now + 48 * HOUR });
  model.requests.push(model.now);
  return true;
}

function judge(model: Model, right: boolean): boolean {
  if (model.state !== 'pending' || locked(model)) return false;
  if (right) {
    Object.assign(model, { state: 'ticket', endsAt: model.now + 10 * MINUTE });
    return true;
  }
  model.tries -= 1;
  model.wrong.push(model.now);
  if (model.tries === 0) model.state = 'exhausted';
  if (today(model.wrong, model.now).length >= 10) model.lockedUntil = model.now + DAY;
  return false;
}

/** Each: what the model expects (true: goes through), and the same on the recorder. */
const happenings: Record<
  string,
  { model(model: Model): boolean; real(recorder: Recorder, model: Model): Promise<unknown> }
> = {
  offer: {
    model(model) {
      if (locked(model)) return false;
      if (model.state !== 'pending') model.state = 'offered';
      return true;
    },
    real: (recorder) => recorder.call('reset.offer', { method: 'email', purpose: 'reset' }),
  },
  accept: {
    model(model) {
      if (model.state !== 'offered') return false;
      model.state = 'disclaimerAccepted';
      return true;
    },
    real: (recorder) => recorder.call('reset.acceptDisclaimer', { version: '1', locale: 'en' }),
  },
  request: {
    model(model) {
      if (locked(model)) return false;
      return model.state === 'pending' || (model.state === 'disclaimerAccepted' && issue(model));
    },
    real: (recorder) => recorder.call('reset.request', { refresh: false }),
  },
  refresh: {
    model: (model) => !locked(model) && (mayRefresh(model) || model.state === 'disclaimerAccepted') && issue(model),
    real: (recorder) => recorder.call('reset.request', { refresh: true }),
  },
  rightCode: {
    model: (model) => judge(model, true),
    async real(recorder, model) {
      const code = recorder.mails.at(-1)?.code ?? '0000-0000';
      model.ticket = (await recorder.call('reset.verifyCode', { code })).ticket ?? '';
    },
  },
  wrongCode: {
    model: (model) => judge(model, false),
    real: (recorder) =>
      recorder.call('reset.verifyCode', { code: wrongCodeFor(recorder.mails.at(-1)?.code ?? '00000000') }),
  },
  cancel: {
    model(model) {
      model.state = model.state === 'pending' || model.state === 'ticket' ? 'voided' : 'none';
      return true;
    },
    real: (recorder) => recorder.call('reset.cancel', {}),
  },
  setPassword: {
    model(model) {
      if (model.state !== 'ticket') return false;
      model.state = 'none';
      model.password = model.password === GOOD_PASSWORD ? OTHER_PASSWORD : GOOD_PASSWORD;
      return true;
    },
    real: (recorder, { ticket, password }) =>
      // The model has already moved on to the password that is to be set.
      recorder.call('reset.setPassword', { ticket: ticket || '0'.repeat(32), password }),
  },
  forgedTicket: {
    model: () => false,
    real: (recorder) => recorder.call('reset.setPassword', { ticket: '0'.repeat(32), password: 'Forged=Ticket77' }),
  },
  otherAddress: {
    model(model) {
      voidIt(model);
      return true;
    },
    async real(recorder, { password }) {
      await login(recorder, 'web:1', 'admin', password);
      const elevation = await elevate(recorder, 'web:1', password);
      await recorder.call(
        'recovery.setAddress',
        { address: `owner${recorder.log.length}@example.org`, elevation },
        'web:1',
      );
    },
  },
  restart: { model: () => true, real: async (recorder) => recorder.restart() },
  reboot: {
    model(model) {
      model.state = ['none', 'offered', 'disclaimerAccepted'].includes(model.state) ? 'none' : 'voided';
      return true;
    },
    async real(recorder) {
      recorder.device.tick();
      recorder.reboot(0);
    },
  },
  minutes: { model: (model) => passTime(model, 11 * MINUTE), real: async (recorder) => recorder.pass(11 * MINUTE) },
  hours: { model: (model) => passTime(model, 9 * HOUR), real: async (recorder) => recorder.pass(9 * HOUR) },
  days: { model: (model) => passTime(model, 2 * DAY), real: async (recorder) => recorder.pass(2 * DAY) },
};

function passTime(model: Model, ms: number): boolean {
  model.now += ms;
  if ((model.state === 'pending' || model.state === 'ticket') && model.now >= model.endsAt) model.state = 'expired';
  return true;
}

/** Anything, and often the first steps of the story in a row, since chance alone seldom gets to its end. */
const stories: fc.Arbitrary<string[]> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...Object.keys(happenings)).map((name) => [name]) },
      { weight: 1, arbitrary: fc.constant(['offer', 'accept', 'request']) },
      { weight: 1, arbitrary: fc.constant(['offer', 'accept', 'request', 'rightCode']) },
      { weight: 1, arbitrary: fc.constant(['rightCode', 'setPassword']) },
      { weight: 1, arbitrary: fc.constant(Array.from({ length: 5 }, () => 'wrongCode')) },
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.flat());

test('does what the model does, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (names) => {
      const recorder = await createReadyRecorder();
      recorder.device.tick();
      const zero = { now: 0, endsAt: 0, tries: 0, requests: [], wrong: [], lockedUntil: 0 };
      const model: Model = { state: 'none', ...zero, password: GOOD_PASSWORD, ticket: '' };
      for (const name of names) {
        const happening = happenings[name]!;
        const expected = happening.model(model);
        const went = await happening.real(recorder, model).then(
          () => true,
          (error) => {
            if (error instanceof ApiError && error.data.code !== 'internal') return false;
            throw error;
          },
        );
        assert.is(went, expected, `${name} in ${names.join(' ')}`);
        const status = await recorder.call('reset.status', {});
        assert.is(status.state, model.state, `after ${name} in ${names.join(' ')}`);
        if (status.state === 'pending') assert.is(status.triesLeft, model.tries);
      }
      assert.is((await login(recorder, 'web:2', 'admin', model.password)).session.user, 'admin');
    }),
    { numRuns: 400 },
  );
});

test('stored records that time or a reboot has overtaken are worth nothing, in every combination', () => {
  const begun = { bootId: 'a', method: 'email', purpose: 'reset' } as const;
  const issued = {
    ...begun,
    disclaimer: { version: '1', locale: 'en' },
    requestId: '0'.repeat(32),
    expiresAt: 1000,
  } as const;
  const records: (ResetRecord | null)[] = [
    null,
    { state: 'offered', ...begun },
    { state: 'disclaimerAccepted', ...begun, disclaimer: issued.disclaimer },
    { state: 'pending', ...issued, codeHash: '', qrText: '', triesLeft: 0 },
    { state: 'pending', ...issued, codeHash: '', qrText: '', triesLeft: 3 },
    { state: 'ticket', ...issued, ticketHash: '0'.repeat(64), channel: 'gui' },
    { state: 'voided', reason: 'cancelled' },
  ];
  for (const record of records) {
    for (const moment of [
      { now: 1000, bootId: 'a', judging: false },
      { now: 0, bootId: 'b', judging: false },
      { now: 0, bootId: 'b', judging: true },
    ]) {
      const state = stateOf(record, moment);
      assert.throws(() => requirePending(state));
      assert.throws(() => requireTicket(state, 'gui'));
    }
  }
});

test('a step keeps what it does not change', () => {
  const offered = offer({ state: 'none' }, { method: 'email', purpose: 'test', bootId: 'a', channel: 'gui' });
  assert.equal(offered, { state: 'offered', method: 'email', purpose: 'test', bootId: 'a' });
  const moment = { now: 0, bootId: 'a', judging: false };
  const accepted = accept(stateOf(offered, moment), { version: '3', locale: 'de' });
  assert.equal(groundFor(stateOf(accepted, moment), false), {
    method: 'email',
    purpose: 'test',
    bootId: 'a',
    disclaimer: { version: '3', locale: 'de' },
  });
  assert.equal(voidBy(stateOf(accepted, moment), 'addressChanged'), accepted);
  assert.is(cancel(stateOf(accepted, moment), 'gui'), null);
});

test.run();
