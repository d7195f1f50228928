/**
 * The mail with the verification code: subject, plain text that is complete alone, and HTML that says the same.
 *
 * No links, no pictures, nothing fetched. Nothing a sender could choose is in it but the address it goes to: a code, a
 * locale we know, numbers and hex digits.
 */
import { formatCode } from '../../sealed/code.ts';
import { fromHex } from '../../sealed/hex.ts';
import type { MailSecret } from '../mail-secret.ts';
import { htmlMail } from './html.ts';
import { type MailLocale, mailLocaleOf, textsOf } from './texts.ts';

export interface Mail {
  readonly locale: MailLocale;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The parts of a mail in reading order, in words. */
export interface MailContent {
  readonly subject: string;
  readonly greeting: string;
  readonly lead: string;
  readonly code: string;
  readonly enter: string;
  readonly validity: string;
  readonly neverTell: string;
  readonly notYouTitle: string;
  readonly notYou: string;
  readonly detailsTitle: string;
  readonly details: readonly (readonly [string, string])[];
  readonly footer: string;
}

/** @param askedAt when the service saw the request, milliseconds since 1970 */
export function composeMail(secret: MailSecret, askedAt: number): Mail {
  const locale = mailLocaleOf(secret.locale);
  const content = contentOf(secret, askedAt, locale);
  return { locale, subject: content.subject, text: textMail(content), html: htmlMail(content, locale) };
}

function contentOf(secret: MailSecret, askedAt: number, locale: MailLocale): MailContent {
  const texts = textsOf(locale);
  const reset = secret.purpose === 'reset';
  const { origin } = secret;
  return {
    subject: reset ? texts.subjectReset : texts.subjectTest,
    greeting: texts.greeting,
    lead: reset ? texts.leadReset : texts.leadTest,
    code: formatCode(fromHex(secret.code)),
    enter: texts.enter,
    validity: fill(texts.validity, { duration: duration(secret.validMinutes, locale) }),
    neverTell: texts.neverTell,
    notYouTitle: texts.notYouTitle,
    notYou: reset ? texts.notYouReset : texts.notYouTest,
    detailsTitle: texts.detailsTitle,
    details: [
      [texts.recorder, fill(texts.recorderValue, { ending: secret.deviceRef.slice(-4).toUpperCase() })],
      [texts.askedAt, moment(askedAt, locale)],
      [
        texts.askedFrom,
        origin.door === 'phone' ? fill(texts.fromPhone, { network: origin.network }) : texts.fromMailbox,
      ],
      [texts.recorderClock, moment(secret.createdAt * 1000, locale)],
      [texts.request, secret.requestId.slice(0, 8).toUpperCase()],
    ],
    footer: texts.footer,
  };
}

function textMail(content: MailContent): string {
  const details = content.details.map(([name, value]) => `${name}: ${value}`).join('\n');
  return `${[
    content.greeting,
    content.lead,
    `    ${content.code}`,
    `${content.enter}\n${content.validity}`,
    content.neverTell,
    `${content.notYouTitle}\n${content.notYou}`,
    `${content.detailsTitle}\n${details}`,
    `-- \n${content.footer}`,
  ].join('\n\n')}\n`;
}

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);

/** The service knows no time zone of the reader, so it says which one it uses. */
const moment = (time: number, locale: MailLocale): string =>
  `${new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(time)} UTC`;

function duration(minutes: number, locale: MailLocale): string {
  const unit = minutes % 60 === 0 ? 'hour' : 'minute';
  const count = unit === 'hour' ? minutes / 60 : minutes;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
