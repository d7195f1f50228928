import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { commonPasswordCount, foldLookalikes, isCommonPassword } from '../../../core/accounts/common-passwords.ts';
import { checkPassword, type PasswordCheck } from '../../../core/accounts/password-policy.ts';

const test = suite('password policy');

const check = (password: string, user = 'admin'): PasswordCheck =>
  checkPassword(password, { user, deviceWords: ['NV-8216 PRO', 'QX55012'] });
const problem = (password: string, user?: string) => check(password, user).problem;

test('takes eight characters of three kinds, or fifteen of anything', () => {
  for (const good of [
    'Tr7mpled',
    'tr7-mple',
    'TR7-MPLE',
    'correcthorsebattery',
    '漢字漢語言葉時計電話写真旅行海',
    'kxw vqm zpt bdh',
  ]) {
    assert.is(problem(good), null, good);
  }
});

test('names what is missing', () => {
  assert.is(problem(''), 'tooShort');
  assert.is(problem('Tr7mple'), 'tooShort');
  assert.is(problem('trampled'), 'tooFewKinds');
  assert.is(problem('trampled7'), 'tooFewKinds');
  assert.is(problem('kxwvqmzptbdhrg'), 'tooFewKinds');
  assert.is(problem(`${'kx7W-'.repeat(25)}1234`), 'tooLong');
});

test('counts code points of the composed form, not units or bytes', () => {
  assert.is(problem('🔑🔒Ab1cd'), 'tooShort');
  assert.is(problem('🔑🔒Ab1cde'), null);
  assert.is(problem('Ü7xkäöß'.normalize('NFD')), 'tooShort');
  assert.is(problem('🔑'.repeat(3) + 'x7W-k'.repeat(25)), null);
});

test('refuses the user name in any case and writing', () => {
  assert.is(problem('My-ADMIN-77'), 'containsUser');
  assert.is(problem('x.J.o.h.n.Doe7', 'johndoe'), 'containsUser');
  assert.is(problem('Blue#Chair9', 'al'), null, 'a name of two letters is in too many words');
});

test('refuses model and serial number, however they are grouped', () => {
  assert.is(problem('nv8216pro#A'), 'containsDevice');
  assert.is(problem('Xy-qx 55012!'), 'containsDevice');
});

test('refuses runs of four, up, down, or the same', () => {
  for (const run of ['Kx-aaaa-7', 'Kx-1234-z', 'Kx-9876-z', 'Kx-DcBa-7', 'kx!!!!W7u', 'correct horse 4567']) {
    assert.is(problem(run), 'run', run);
  }
  for (const none of ['Kx-aaa-7w', 'Kx-1243-z', 'Kx-135-7z', 'kx+,-.W7u']) assert.is(problem(none), null, none);
});

test('knows at least three thousand common passwords', () => {
  assert.ok(commonPasswordCount() >= 3000, String(commonPasswordCount()));
});

test('refuses common passwords with the usual letters replaced, in any case, dressed or doubled', () => {
  for (const common of [
    'Password1!',
    'P@ssw0rd',
    'pa$$w0rd123',
    'Hikvision2024',
    '1qaz2WSX',
    'Qwertz123!',
    'ILoveYou!!',
    'Schalke04!',
    '!!Summer24',
    'Dragon#99.',
    'LetMeInNow!',
    'BarceloNABarcelona',
  ]) {
    assert.is(problem(common, 'owner'), 'common', common);
  }
});

test('does not take a good password for a common one', () => {
  for (const good of ['Hannah+8374629!', 'correct horse battery', 'Grün7!Haus-am-See', 'tulip-Anvil-7']) {
    assert.is(isCommonPassword(good), false, good);
  }
});

test('folding look-alikes is stable: a folded text folds to itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aAlL1!|iI0oO3eE4@5$7+8b9gGß漢 ') }), (text) => {
      assert.is(foldLookalikes(foldLookalikes(text)), foldLookalikes(text));
    }),
  );
});

test('ticks each rule by itself', () => {
  const rules = (password: string): string =>
    Object.entries(check(password).rules)
      .filter(([, met]) => met)
      .map(([name]) => name)
      .join(' ');
  assert.is(rules(''), '');
  assert.is(rules('k'), 'lower notGuessable');
  assert.is(rules('kW'), 'lower upper notGuessable');
  assert.is(rules('kW7'), 'lower upper digit notGuessable');
  assert.is(rules('kW7-'), 'lower upper digit special notGuessable');
  assert.is(rules('kW7-xqmz'), 'length lower upper digit special notGuessable');
  assert.is(rules('kW7-1234'), 'length lower upper digit special');
});

test('the meter climbs with the password, and stays low for one that is refused', () => {
  const ladder = ['', 'kW7', 'kW7-xqmz', 'kW7-xqmzPv2+', 'kW7-xqmzPv2+Lr9!'].map(
    (password) => check(password).strength,
  );
  assert.equal(ladder, [0, 0, 3, 4, 4]);
  assert.is(check('kxwvqmzz').strength, 1);
  assert.is(check('P@ssw0rd2024!Hikvision').strength, 4);
  assert.is(check('Hikvision2024').strength, 1);
  assert.is(check('aaaaaaaaaaaaaaaaaaaaaaaaa').strength, 0);
});

test('what is taken has no problem in any part: length, kinds, runs and names', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 160 }), (password) => {
      const { problem: found, rules } = check(password);
      const length = [...password.normalize('NFC')].length;
      const kinds = [rules.lower, rules.upper, rules.digit, rules.special].filter(Boolean).length;
      if (found === null) {
        assert.ok(length >= 8 && length <= 128 && (kinds >= 3 || length >= 15));
        assert.ok(rules.length && rules.notGuessable);
      } else if (length >= 15 && length <= 128) {
        assert.is(rules.notGuessable, false);
      }
    }),
    { numRuns: 500 },
  );
});

test.run();
