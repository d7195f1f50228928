/** @jsxImportSource preact */
/** P2: what became of a scan. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { askState, type Receipt, type Refusal, type State } from './api.ts';
import { moment, type TextKey, t } from './i18n.ts';

/** How often the page asks what became of the mail, and for how long: a bounce takes a while. */
const ASK_EVERY_MS = 2000;
const ASK_TIMES = 60;
const RETRY_MS = 10_000;

/** A result takes the focus, so that a screen reader begins with it. */
function Result({ title, good, children }: { title: string; good: boolean; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <section class={good ? 'result good' : 'result bad'}>
      <h2 ref={heading} tabIndex={-1}>
        <span class="mark" aria-hidden="true" />
        {title}
      </h2>
      {children}
    </section>
  );
}

export function Accepted({ receipt, onAgain }: { receipt: Receipt; onAgain: () => void }) {
  const [{ state, sentAt }, setState] = useState<State>(receipt);
  useEffect(() => {
    let asked = 0;
    const timer = setInterval(async () => {
      if (++asked > ASK_TIMES) return clearInterval(timer);
      const now = await askState(receipt.receipt);
      if (now !== null) setState(now);
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [receipt.receipt]);

  const address = receipt.maskedAddress;
  if (state === 'refused' || state === 'bounced' || state === 'expired') {
    return (
      <Result title={t('failedTitle')} good={false}>
        <p>{t('notSent', { address })}</p>
        {state !== 'expired' && <p>{t('addressRefused')}</p>}
        <Again onAgain={onAgain} />
      </Result>
    );
  }
  const time = moment(sentAt ?? receipt.acceptedAt);
  const sent = state === 'sent';
  return (
    <Result title={t(sent ? 'sentTitle' : 'queuedTitle')} good>
      <p>{sent ? t(receipt.purpose === 'test' ? 'sentTest' : 'sent', { address, time }) : t('queued', { address })}</p>
      <p>{t('valid', { time: moment(receipt.validUntil) })}</p>
      <p>{t('spam')}</p>
      <Again onAgain={onAgain} label="again" />
    </Result>
  );
}

const texts: Readonly<Record<string, TextKey>> = {
  notOurs: 'notOurs',
  newerVersion: 'newerVersion',
  unknownSuite: 'newerVersion',
  unknownKey: 'unknownKey',
  damaged: 'damaged',
  notGenuine: 'notGenuine',
  unknownDevice: 'notServed',
  revoked: 'notServed',
  expired: 'expired',
  addressRefused: 'addressRefused',
};

export function Refused({ refusal, onAgain }: { refusal: Refusal; onAgain: () => void }) {
  const { error, retryAt } = refusal;
  const tooOften = retryAt === undefined ? t('tooOftenRequest') : t('tooOften', { time: moment(retryAt) });
  return (
    <Result title={t('failedTitle')} good={false}>
      <p>{error === 'tooOften' ? tooOften : t(texts[error] ?? 'other')}</p>
      <Again onAgain={onAgain} />
    </Result>
  );
}

/** Sends again by itself when the network is back, and now and then where the phone does not notice. */
export function Offline({ onRetry, onDiscard }: { onRetry: () => void; onDiscard: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onRetry, RETRY_MS);
    addEventListener('online', onRetry);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', onRetry);
    };
  }, []);
  return (
    <section class="result">
      <p role="status">{t('offline')}</p>
      <button type="button" class="primary" onClick={onRetry}>
        {t('retry')}
      </button>
      <button type="button" onClick={onDiscard}>
        {t('discard')}
      </button>
    </section>
  );
}

function Again({ onAgain, label = 'backToScan' }: { onAgain: () => void; label?: TextKey }) {
  return (
    <button type="button" class={label === 'again' ? '' : 'primary'} onClick={onAgain}>
      {t(label)}
    </button>
  );
}
