/** What comes up over a screen and wants an answer: question, news, error, the password of the device. */
import type { ApiErrorData } from '../../../core/api/errors.ts';
import type { Element } from '../../jsx/index.ts';
import { type News, type Question, useApp } from '../context.ts';
import { errorDo, errorText } from '../errors.ts';
import type { Text } from '../i18n.ts';
import { useAction } from './action.ts';
import { Row } from './box.tsx';
import { TextButton } from './buttons.tsx';
import { Dialog } from './card.tsx';
import { PasswordField } from './field.tsx';
import { Over } from './over.tsx';
import { useSecret } from './secret.ts';
import { useThrottle } from './throttle.ts';

const BOX_WIDTH = 520;

export function ConfirmBox({ question, answer }: { question: Question; answer: (yes: boolean) => void }): Element {
  const { t } = useApp();
  return (
    <Dialog
      title={question.title}
      icon={question.danger ? 'triangle-alert' : 'circle-help'}
      tone={question.danger ? 'danger' : 'info'}
      width={BOX_WIDTH}
      onCancel={() => answer(false)}
      actions={
        <>
          <TextButton text={question.no ?? t('action.cancel')} does={() => answer(false)} autoFocus />
          <TextButton text={question.yes} variant={question.danger ? 'danger' : 'primary'} does={() => answer(true)} />
        </>
      }
    >
      <label text={question.text} />
    </Dialog>
  );
}

export function NewsBox({ news, done }: { news: News; done: () => void }): Element {
  const { t } = useApp();
  const success = news.kind === 'success';
  return (
    <Dialog
      title={news.title}
      icon={success ? 'circle-check' : 'triangle-alert'}
      tone={news.kind}
      width={BOX_WIDTH}
      onCancel={done}
      actions={<TextButton text={news.ok ?? t('action.ok')} variant="primary" does={done} autoFocus />}
    >
      <label text={news.text} />
    </Dialog>
  );
}

/** What went wrong, what to do about it, and the code that a service person asks for. */
export function ErrorBox({ error, done }: { error: ApiErrorData; done: () => void }): Element {
  const { t } = useApp();
  const reference = error.code === 'internal' ? error.reference : error.code;
  return (
    <Dialog
      title={t('error.title')}
      icon="circle-alert"
      tone="danger"
      width={BOX_WIDTH}
      onCancel={done}
      actions={<TextButton text={t('action.ok')} variant="primary" does={done} autoFocus />}
    >
      <label variant="strong" text={errorText(t, error)} />
      <label text={errorDo(t, error)} />
      <label variant="caption muted" text={t('error.code', { code: reference })} />
    </Dialog>
  );
}

/** Asks for the password of the device: of whoever is logged in. */
export function ElevationBox({ given, gaveUp }: { given: (elevation: string) => void; gaveUp: () => void }): Element {
  const { api, t } = useApp();
  const password = useSecret();
  const throttle = useThrottle((n) => t('elevation.wrong', { n }));
  const confirm = useAction(
    async () => {
      const { elevation } = await api.call('session.elevate', { password: password.read() });
      given(elevation);
    },
    (error) => {
      if (!throttle.heard(error)) return false;
      password.clear();
      password.focus();
      return true;
    },
  );
  const closed = (): boolean => password.read() === '' || throttle.waiting();
  return (
    <Dialog
      title={t('elevation.title')}
      icon="shield-check"
      width={BOX_WIDTH}
      onSubmit={confirm.run}
      submitDisabled={closed}
      onCancel={gaveUp}
      actions={
        <>
          <TextButton text={t('action.cancel')} does={gaveUp} />
          <TextButton text={t('action.ok')} variant="primary" does={confirm} disabled={closed} />
        </>
      }
    >
      <label text={t('elevation.text')} />
      <PasswordField label={t('elevation.password')} secret={password} error={throttle.message} autoFocus />
    </Dialog>
  );
}

/** Something said in passing, at the foot of the screen; it takes no click and no focus. */
export function Toast({ text }: { text: Text }): Element {
  const { keyboardSpace } = useApp();
  return (
    <Over layer="topLayer">
      <obj
        variant="toast"
        role="status"
        label={text}
        style={() => ({ align: 'bottomMid', y: -32 - keyboardSpace.value, padHor: 18, padVer: 12, maxWidth: '80%' })}
      >
        <label text={text} />
      </obj>
    </Over>
  );
}

/** Over everything while the daemon is away. What is under it stays as it is. */
export function Veil({ text }: { text: Text }): Element {
  return (
    <Over layer="sysLayer">
      <obj
        variant="scrim"
        modal
        clickable
        role="alert"
        label={text}
        style={{ width: '100%', height: '100%', layout: 'flex', flexMainPlace: 'center', flexCrossPlace: 'center' }}
      >
        <Row gap={16} style={{ padHor: 28, padVer: 20, radius: 12, bgColor: 'surface' }}>
          <spinner style={{ width: 28, height: 28 }} />
          <label variant="strong" text={text} />
        </Row>
      </obj>
    </Over>
  );
}
