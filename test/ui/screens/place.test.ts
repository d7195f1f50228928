import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Session } from '../../../core/api/contract.ts';
import { admit, mayStay, type Place, parsePlace } from '../../../ui/screens/place.ts';

const test = suite('places');

const purpose = fc.constantFrom('reset' as const, 'test' as const);
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.constantFrom<Place>({ at: 'activation' }, { at: 'login' }, { at: 'verification' }),
  fc.constantFrom<Place>({ at: 'live' }, { at: 'users' }, { at: 'system' }),
  fc.constantFrom<Place>({ at: 'reservedEmail', next: 'live' }, { at: 'reservedEmail', next: 'editUser' }),
  purpose.map((why): Place => ({ at: 'legal', purpose: why })),
  purpose.map((why): Place => ({ at: 'qrCode', purpose: why })),
  fc.string().map((ticket): Place => ({ at: 'newPassword', ticket })),
  fc.string().map((name): Place => ({ at: 'editUser', name })),
);
const role = fc.constantFrom('admin' as const, 'operator' as const, 'guest' as const);
const session: fc.Arbitrary<Session | null> = fc.option(
  fc.tuple(role, fc.boolean()).map(([is, locked]) => ({ user: 'admin', role: is, locked })),
);

test('a place survives being saved and read back', () => {
  fc.assert(fc.property(place, (saved) => assert.equal(parsePlace(JSON.stringify(saved)), saved)));
});

test('what is no place is none', () => {
  fc.assert(fc.property(fc.string(), (text) => assert.is(parsePlace(text), null)));
  for (const text of ['', '{', '{}', '{"at":"nowhere"}', '{"at":"legal"}', '[]', 'null'])
    assert.is(parsePlace(text), null);
});

test('before activation there is only the activation', () => {
  fc.assert(fc.property(fc.option(place), session, (wish, who) => assert.is(admit(wish, false, who).at, 'activation')));
});

test('without a login nothing behind the login can be reached', () => {
  const open = ['login', 'verification', 'legal', 'qrCode', 'newPassword'];
  fc.assert(
    fc.property(fc.option(place), (wish) => {
      const admitted = admit(wish, true, null);
      assert.ok(open.includes(admitted.at));
      if ('purpose' in admitted) assert.is(admitted.purpose, 'reset');
    }),
  );
});

test('whoever is admitted may stay', () => {
  fc.assert(
    fc.property(fc.option(place), fc.boolean(), session, (wish, active, who) =>
      assert.ok(mayStay(admit(wish, active, who), active, who)),
    ),
  );
});

test('somebody who is logged in comes back to where they were', () => {
  const who: Session = { user: 'admin', role: 'admin', locked: false };
  for (const wish of [{ at: 'users' }, { at: 'editUser', name: 'admin' }, { at: 'qrCode', purpose: 'test' }] as const) {
    assert.equal(admit(wish, true, who), wish);
  }
});

test.run();
