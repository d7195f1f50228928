import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { composeMail } from '../../../core/recovery/mail-out/compose.ts';
import { mailLocaleOf, mailLocales, textsOf } from '../../../core/recovery/mail-out/texts.ts';
import type { MailSecret } from '../../../core/recovery/mail-secret.ts';
import { networkOf } from '../../../core/recovery/network.ts';
import { mailboxOf } from '../../../core/recovery/vault.ts';

const test = suite('the mail with the code');
const ASKED_AT = Date.UTC(2026, 10, 22, 14, 5);

const secret: MailSecret = {
  address: 'owner@example.org',
  code: '9d37d3bb5a',
  locale: 'en',
  purpose: 'reset',
  deviceRef: '00112233445566ab',
  requestId: 'cafe0123456789abcdef0123456789ab',
  createdAt: 0,
  validMinutes: 2880,
  origin: { door: 'phone', network: '203.0.113.0/24' },
};

test('every locale has every text', () => {
  const placeholders = (locale: (typeof mailLocales)[number]) =>
    Object.entries(textsOf(locale))
      .map(([key, text]) => `${key} ${text.match(/\{\w+\}/g)?.join() ?? (text.trim() === '' ? 'empty' : '')}`)
      .sort();
  for (const locale of mailLocales) assert.equal(placeholders(locale), placeholders('en'), locale);
});

test('a locale is found by its language, English stands in for all others', () => {
  const cases = { de: 'de', 'de-AT': 'de', 'zh-Hans-SG': 'zh-CN', 'zh-CN': 'zh-CN', fr: 'en', 'EN-GB': 'en' } as const;
  for (const [tag, locale] of Object.entries(cases)) assert.is(mailLocaleOf(tag), locale, tag);
});

test('the text alone says all there is to say', () => {
  const { text, subject } = composeMail(secret, ASKED_AT);
  assert.is(subject, 'Verification code for your recorder');
  for (const part of [
    'KMVX-7ETT',
    '48 hours from when the QR code was shown, or until the recorder restarts',
    'Never tell this code to anyone',
    'If this was not you',
    'name ending in 66AB',
    'November 22, 2026 at 2:05 PM UTC',
    'a phone on the network 203.0.113.0/24',
    'January 1, 1970',
    'CAFE0123',
  ]) {
    assert.ok(text.replaceAll('\u202f', ' ').includes(part), `${part}\n${text}`);
  }
  assert.not.ok(text.includes(secret.deviceRef) || text.includes(secret.address));
});

test('the HTML says what the text says, and nothing in it fetches or leads anywhere', () => {
  for (const locale of mailLocales) {
    for (const purpose of ['reset', 'test'] as const) {
      const { text, html, subject } = composeMail({ ...secret, locale, purpose }, ASKED_AT);
      const words = (html.split('<body')[1] ?? '').replace(/<[^>]*>/g, '').replace(/\s/g, '');
      for (const line of text.split('\n').filter((part) => part.trim() !== '' && part !== '-- ')) {
        const [name = '', value = ''] = line.split(/: (?=.)/);
        assert.ok(words.includes(name.replace(/\s|:$/g, '')), `${locale}: ${name}`);
        assert.ok(words.includes(value.replace(/\s/g, '')), `${locale}: ${value}`);
      }
      assert.not.match(html, /https?:|<img|<a[ >]|url\(|<script|<link|src=|href=/i);
      assert.not.ok(subject.includes('KMVX'));
    }
  }
});

test('a picture mailed to us is told apart from a phone', () => {
  const { text } = composeMail({ ...secret, origin: { door: 'mailbox', network: '192.0.2.0/24' } }, ASKED_AT);
  assert.ok(text.includes('a picture that was mailed to us'));
  assert.not.ok(text.includes('192.0.2.0'));
});

test('a validity that is no number of hours is told in minutes', () => {
  assert.match(composeMail({ ...secret, validMinutes: 90 }, ASKED_AT).text, /valid for 90 minutes/);
  assert.match(composeMail({ ...secret, validMinutes: 60, locale: 'de' }, ASKED_AT).text, /gilt 1 Stunde ab/);
});

test('networks are counted by /24 and /48', () => {
  const cases = {
    '203.0.113.7': '203.0.113.0/24',
    '::ffff:203.0.113.7': '203.0.113.0/24',
    '2001:db8:1:2:3:4:5:6': '2001:db8:1::/48',
    '2001:db8::1': '2001:db8:0::/48',
    '2001:0db8:0001::': '2001:db8:1::/48',
    '::1': '0:0:0::/48',
    'fe80::1%eth0': 'fe80:0:0::/48',
    nonsense: 'unknown',
  };
  for (const [ip, network] of Object.entries(cases)) assert.is(networkOf(ip), network, ip);
});

test('one mailbox is one mailbox however it is written', () => {
  assert.is(mailboxOf('A.B+shop@Example.ORG'), 'a.b@example.org');
});

test.run();
