/** G6: the QR code to scan, and the field for the code that then arrives. */
import type { Purpose } from '../../core/api/contract.ts';
import { type Element, Show, signal, useEffect } from '../jsx/index.ts';
import { Textarea } from '../lvgl/index.ts';
import { ADMIN } from './activation.tsx';
import { type Action, useAction } from './common/action.ts';
import { Banner } from './common/banner.tsx';
import { Column, Row, Spacer } from './common/box.tsx';
import { TextButton } from './common/buttons.tsx';
import { Dialog } from './common/card.tsx';
import { Field } from './common/field.tsx';
import { durationText, useRemaining } from './common/remaining.ts';
import { useSecret } from './common/secret.ts';
import { useApp } from './context.ts';
import { errorText } from './errors.ts';
import type { Text } from './i18n.ts';
import type { QrPicture } from './qr-modules.ts';

const PADDING = 16;
const GAP = 24;
const SIDE_WIDTH = 600;
const CODE_LENGTH = 8;
const GROUP_LENGTH = 4;
/** The alphabet of the code, and the letters that are read as digits of it. */
const CODE_CHARS = '0123456789ABCDEFGHJKMNPQRSTVWXYZOIL';
/** Logical pixels; the larger where there is room. */
const KEYPAD_HEIGHT = 184;
const HIGH_KEYPAD_HEIGHT = 248;
const HIGH_SCREEN = 900;

export function QrCode({ purpose }: { purpose: Purpose }): Element {
  const { api, ask, display, go, keysFor, recorder, t, tell, toast, wait } = useApp();
  const code = useSecret();
  const field = signal<Textarea | null>(null);
  const picture = signal<QrPicture | null>(null);
  const problem = signal<Text | null>(null);
  const leaving = signal(false);
  const back = (): void => go(purpose === 'test' ? { at: 'reservedEmail', next: 'editUser' } : { at: 'login' });

  const status = () => recorder.reset.value.status;
  const pending = () => {
    const now = status();
    return now.state === 'pending' && now.purpose === purpose ? now : null;
  };
  const waits = (): boolean => pending() !== null;
  const left = useRemaining(() => (pending() ? recorder.reset.value.endsAt : Number.POSITIVE_INFINITY));
  useEffect(() => {
    // Our clock says it is over: the daemon's word counts.
    if (left.value === 0 && pending()) void wait(api.call('reset.status', {}).then(recorder.heardReset, () => {}));
  });

  let shownText = '';
  useEffect(() => {
    const text = pending()?.qrText ?? '';
    if (text === shownText) return;
    shownText = text;
    picture.value = null;
    if (text === '') return;
    // The encoder is only loaded here: the first picture of the GUI does not wait for it.
    const drawn = import('./qr-modules.ts').then(({ qrPicture }) => {
      if (text === shownText) picture.value = qrPicture(text, display.height);
    });
    void wait(drawn);
  });

  const verify = useAction(
    async () => {
      const { ticket } = await api.call('reset.verifyCode', { code: code.read() });
      if (ticket !== null) return go({ at: 'newPassword', ticket });
      await tell({ title: t('qr.confirmedTitle'), text: t('qr.confirmedText'), kind: 'success' });
      go({ at: 'editUser', name: ADMIN });
    },
    (error) => {
      code.clear();
      // Why the request itself is over is said in the place of the QR code.
      if (error.code === 'expired' || error.code === 'exhausted' || error.code === 'voided') return true;
      if (error.code !== 'wrongCode' && error.code !== 'recoveryLocked') return false;
      problem.value = error.code === 'wrongCode' ? t('qr.wrong') : errorText(t, error);
      code.focus();
      return true;
    },
  );
  useEffect(() => {
    if (code.read() !== '') problem.value = null;
  });
  const refresh = useAction(async () => {
    if (waits()) {
      const sure = await ask({ title: t('qr.refreshTitle'), text: t('qr.refreshText'), yes: t('qr.refresh') });
      if (!sure) return;
    }
    recorder.heardReset(await api.call('reset.request', { refresh: true }));
    code.clear();
    code.focus();
  });
  const save = useAction(async () => {
    const { file } = await api.call('reset.export', {});
    toast(t('qr.exported', { file }));
    code.focus();
  });
  const discard = useAction(async () => {
    recorder.heardReset(await api.call('reset.cancel', {}));
    back();
  });
  const cancel = (): void => {
    if (waits()) leaving.value = true;
    else back();
  };
  const keypadHeight = display.height / display.scale >= HIGH_SCREEN ? HIGH_KEYPAD_HEIGHT : KEYPAD_HEIGHT;
  const closed = (): boolean => code.read().length < CODE_LENGTH;

  /** Logical pixels; where the code goes away its place stays as large as it was. */
  const side = signal((0.7 * display.height) / display.scale);
  useEffect(() => {
    const shown = picture.value;
    if (shown) side.value = ((shown.modules.size + 8) * shown.modulePx) / display.scale;
  });
  return (
    <obj
      style={{ flexGrow: 1, layout: 'flex', flexMainPlace: 'center', flexCrossPlace: 'center', padAll: 8 }}
      onReady={(event) => {
        if (event.target instanceof Textarea && !closed()) verify.run();
      }}
      onCancel={cancel}
    >
      <obj
        variant="card"
        role="group"
        label={t('qr.title')}
        style={() => ({
          width: side.value + SIDE_WIDTH + GAP + 2 * PADDING,
          maxWidth: '100%',
          maxHeight: '100%',
          padAll: PADDING,
          layout: 'flex',
          flexFlow: 'row',
          flexCrossPlace: 'start',
          padColumn: GAP,
        })}
      >
        <Column gap={16} cross="center">
          <Show when={picture} fallback={() => <NoPicture side={() => side.value} waiting={waits} />}>
            {({ modules, modulePx }: QrPicture) => (
              <qrcode label={t('qr.picture')} modules={modules} modulePx={modulePx} />
            )}
          </Show>
          <Show when={waits}>
            <Row gap={12}>
              <TextButton text={t('qr.export')} icon="usb" does={save} />
              <TextButton text={t('qr.refresh')} icon="refresh-cw" does={refresh} />
            </Row>
          </Show>
        </Column>
        <Column gap={12} grow={1} scrollable style={{ padHor: 6 }}>
          <label variant="title" text={t(purpose === 'test' ? 'qr.testTitle' : 'qr.title')} />
          <Show when={waits} fallback={() => <Over state={status} refresh={refresh} />}>
            <Column gap={6}>
              <Step number="1" text={t('qr.step1')} />
              <Step number="2" text={t('qr.step2')} />
              <Step number="3" text={t('qr.step3')} />
            </Column>
            <Column gap={4}>
              <label
                variant="caption muted"
                text={t('qr.arrives', { address: () => pending()?.maskedAddress ?? '' })}
              />
              <label variant="caption muted" text={t('qr.valid', { time: durationText(t, () => left.value) })} />
            </Column>
            <Field
              label={t('qr.code')}
              aside={t('qr.triesLeft', { n: () => pending()?.triesLeft ?? 0 })}
              error={() => problem.value?.() ?? ''}
              hint={t('qr.codeHint')}
            >
              <textarea
                variant="code"
                label={t('qr.code')}
                grouping={GROUP_LENGTH}
                upperCase
                maxLength={CODE_LENGTH}
                acceptedChars={CODE_CHARS}
                error={() => problem.value !== null}
                autoFocus
                ref={(obj) => {
                  keysFor(obj, 'none');
                  code.attach(obj);
                  field.value = obj;
                }}
              />
            </Field>
            <keyboard
              mode="code"
              textarea={field}
              style={{ width: '100%', height: keypadHeight, padAll: 0, borderWidth: 0, shadowOpa: 0 }}
            />
          </Show>
          <Row main="end">
            <TextButton text={() => (waits() ? t('action.cancel') : t('action.back'))()} does={cancel} />
            <Show when={waits}>
              <TextButton text={t('action.ok')} variant="primary" does={verify} disabled={closed} />
            </Show>
          </Row>
        </Column>
      </obj>
      <Show when={leaving}>
        <LeaveBox
          stay={() => {
            leaving.value = false;
          }}
          leave={back}
          discard={discard.run}
        />
      </Show>
    </obj>
  );
}

/** A request that ended by itself may be renewed without reading the disclaimer again; one that was voided may not. */
const renewable = (state: string): boolean => state === 'pending' || state === 'expired' || state === 'exhausted';

function Step({ number, text }: { number: string; text: Text }): Element {
  return (
    <Row gap={12} cross="start">
      <obj style={{ width: 26, height: 26, radius: 13, bgColor: 'primary' }}>
        <label variant="caption" text={number} style={{ align: 'center', textColor: 'onPrimary' }} />
      </obj>
      <label text={text} style={{ flexGrow: 1, padTop: 2 }} />
    </Row>
  );
}

/** Where the QR code will be, or no longer is. */
function NoPicture({ side, waiting }: { side: () => number; waiting: () => boolean }): Element {
  return (
    <obj
      style={() => ({
        width: side(),
        height: side(),
        radius: 8,
        bgColor: 'field',
        borderWidth: 1,
        borderColor: 'border',
      })}
    >
      <Show
        when={waiting}
        fallback={() => <icon icon="circle-x" size="large" style={{ align: 'center', textColor: 'textMuted' }} />}
      >
        <spinner style={{ align: 'center', width: 40, height: 40 }} />
      </Show>
    </obj>
  );
}

type State = ReturnType<ReturnType<typeof useApp>['recorder']['reset']['peek']>['status'];

/** Why there is no QR code, and what to do. */
function Over({ state, refresh }: { state: () => State; refresh: Action }): Element {
  const { go, t } = useApp();
  const why = (): string => {
    const now = state();
    switch (now.state) {
      case 'expired':
        return t('qr.expired')();
      case 'exhausted':
        return t('qr.exhausted')();
      case 'voided':
        return t(`voided.${now.reason}`)();
      case 'ticket':
        return t('qr.elsewhere')();
      default:
        return t('qr.none')();
    }
  };
  const canRefresh = (): boolean => renewable(state().state);
  return (
    <Column gap={12}>
      <Banner kind="warning" text={why} />
      <label text={() => (canRefresh() ? t('qr.doRefresh') : t('qr.doAnew'))()} />
      <Row>
        <Show
          when={canRefresh}
          fallback={() => (
            <TextButton text={t('qr.anew')} variant="primary" does={() => go({ at: 'verification' })} autoFocus />
          )}
        >
          <TextButton text={t('qr.refresh')} icon="refresh-cw" variant="primary" does={refresh} autoFocus />
        </Show>
      </Row>
    </Column>
  );
}

/** Leaving keeps the request, so that a code that arrives late still works; discarding it ends it. */
function LeaveBox({ stay, leave, discard }: { stay: () => void; leave: () => void; discard: () => void }): Element {
  const { t } = useApp();
  return (
    <Dialog
      title={t('qr.leaveTitle')}
      icon="circle-help"
      width={620}
      onCancel={stay}
      actions={
        <>
          <TextButton text={t('qr.discard')} variant="ghost" does={discard} />
          <Spacer />
          <TextButton text={t('action.back')} does={stay} autoFocus />
          <TextButton text={t('qr.leave')} variant="primary" does={leave} />
        </>
      }
    >
      <label text={t('qr.leaveText')} />
      <label variant="muted" text={t('qr.discardText')} />
    </Dialog>
  );
}
