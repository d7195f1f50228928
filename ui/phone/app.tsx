/** @jsxImportSource preact */
/**
 * The page: from a QR code to what became of it.
 *
 *   scan → sending → accepted | refused
 *             ↓ ↑ no network: the scan is kept, also through a reload, and sent again
 *          offline
 */
import { useEffect, useState } from 'preact/hooks';
import { type Receipt, type Refusal, sendScan } from './api.ts';
import { t } from './i18n.ts';
import { dropScan, keepScan, keptScan } from './kept-scan.ts';
import { Accepted, Offline, Refused } from './result.tsx';
import { ScanView } from './scan-view.tsx';

type Step =
  | { name: 'scan' }
  | { name: 'sending'; payload: string }
  | { name: 'offline'; payload: string }
  | { name: 'accepted'; receipt: Receipt }
  | { name: 'refused'; refusal: Refusal };

function firstStep(): Step {
  const payload = keptScan();
  return payload === null ? { name: 'scan' } : { name: 'sending', payload };
}

export function App() {
  const [step, setStep] = useState(firstStep);

  useEffect(() => {
    if (step.name !== 'sending') return;
    const { payload } = step;
    // Before it is sent: the page may be closed at any moment.
    keepScan(payload);
    void sendScan(payload).then((answer) => {
      if (answer === 'unreachable') return setStep({ name: 'offline', payload });
      dropScan();
      setStep(
        'accepted' in answer
          ? { name: 'accepted', receipt: answer.accepted }
          : { name: 'refused', refusal: answer.refused },
      );
    });
  }, [step]);

  const send = (payload: string) => setStep({ name: 'sending', payload });
  const restart = () => {
    dropScan();
    setStep({ name: 'scan' });
  };
  return (
    <main>
      <h1>{t('title')}</h1>
      {step.name === 'scan' && <ScanView onPayload={send} />}
      {step.name === 'sending' && (
        <p class="status" role="status">
          <span class="spinner" aria-hidden="true" />
          {t('sending')}
        </p>
      )}
      {step.name === 'offline' && <Offline onRetry={() => send(step.payload)} onDiscard={restart} />}
      {step.name === 'accepted' && <Accepted receipt={step.receipt} onAgain={restart} />}
      {step.name === 'refused' && <Refused refusal={step.refusal} onAgain={restart} />}
    </main>
  );
}
