import { build } from 'esbuild';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import * as v from 'valibot';
import { type MethodName, methods, notices } from '../../../core/api/contract.ts';
import { ApiError, ApiErrorData, PasswordProblem, VoidReason } from '../../../core/api/errors.ts';
import { toApiError, toResponseError } from '../../../core/daemon/wire.ts';
import { validParams } from '../daemon/valid-params.ts';

const test = suite('contract');

const names = Object.keys(methods) as MethodName[];

test('takes its own examples, and refuses each with a field missing or of another type', () => {
  for (const name of names) {
    const { params } = methods[name];
    const good = validParams[name];
    assert.ok(v.is(params, good), name);
    for (const field of Object.keys(good)) {
      if (name === 'settings.set') continue;
      const { [field]: _, ...less } = { ...good } as Record<string, unknown>;
      assert.is(v.is(params, less), false, `${name} without ${field}`);
      assert.is(v.is(params, { ...good, [field]: 7 }), false, `${name} with ${field} of another type`);
    }
  }
});

test('bounds everything that a person can type', () => {
  const long = 'x'.repeat(100_000);
  for (const name of names) {
    for (const [field, value] of Object.entries(validParams[name])) {
      if (typeof value !== 'string') continue;
      assert.is(v.is(methods[name].params, { ...validParams[name], [field]: long }), false, `${name} ${field}`);
    }
  }
});

test('no result or notice has a place for a password, a code, a hash or a full address', () => {
  const fields = JSON.stringify(
    [...names.map((name) => methods[name].result), ...Object.values(notices)],
    (key, value) => (key === 'message' || typeof value === 'function' ? undefined : value),
  );
  assert.ok(fields.includes('maskedAddress'));
  for (const secret of ['password', 'code', 'codeHash', 'passwordHash', 'address', 'deviceKey']) {
    assert.is(fields.includes(`"${secret}"`), false, secret);
  }
});

test('user names are plain, and never paths, control characters or empty', () => {
  const { name } = methods['users.delete'].params.entries;
  for (const good of ['admin', 'Anna.Weber', 'night-shift_2', 'a'.repeat(32)]) assert.ok(v.is(name, good), good);
  for (const bad of ['', '.', '../x', 'a b', 'a\n', 'ä', '-x', 'a'.repeat(33)]) assert.is(v.is(name, bad), false, bad);
});

const withDetail = fc.oneof(
  fc.record({ code: fc.constant('badCredentials'), triesLeft: fc.nat() }),
  fc.record({ code: fc.constant('badCredentials'), triesLeft: fc.nat(), retryAfterMs: fc.nat() }),
  fc.record({ code: fc.constant('throttled'), retryAfterMs: fc.nat() }),
  fc.record({ code: fc.constant('voided'), reason: fc.constantFrom(...VoidReason.options) }),
  fc.record({ code: fc.constant('passwordRefused'), problem: fc.constantFrom(...PasswordProblem.options) }),
  fc.record({ code: fc.constant('badRequest'), path: fc.string() }),
  fc.record({ code: fc.constant('internal'), reference: fc.string() }),
);
const plain = fc
  .constantFrom(
    'notActive',
    'noSession',
    'forbidden',
    'busy',
    'unknownMethod',
    'storageFull',
    'exhausted',
    'disconnected',
  )
  .map((code) => ({ code }));
const errors: fc.Arbitrary<ApiErrorData> = fc.oneof(plain, withDetail).map((data) => v.parse(ApiErrorData, data));

test('errors cross the wire as they are', () => {
  fc.assert(
    fc.property(errors, (data) => {
      const { code, message, data: sent } = toResponseError(new ApiError(data)).toJson();
      assert.is(message, data.code);
      assert.ok(code <= -32000);
      assert.equal(v.parse(ApiErrorData, JSON.parse(JSON.stringify(sent))), data);
      assert.equal(toApiError(toResponseError(new ApiError(data))).data, data);
    }),
  );
});

test('the whole device runs in a browser: with a memory store nothing of Node is in it', async () => {
  const contents = `
    export { createDevice } from './core/daemon/device.ts';
    export { connectLocally } from './core/daemon/local.ts';
    export { createMemoryStore } from './core/store/memory.ts';
    export { sealRequest } from './core/sealed/seal.ts';`;
  const { metafile, warnings } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    external: ['libsodium-wrappers'],
  });
  assert.equal(warnings, []);
  const inputs = Object.keys(metafile.inputs);
  assert.ok(inputs.includes('core/accounts/accounts.ts'));
  assert.equal(
    inputs.filter((path) => /sqlite|argon2|vscode-jsonrpc|host\//.test(path)),
    [],
  );
});

test.run();
