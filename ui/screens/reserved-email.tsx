/** G2: the address that the verification code goes to. */
import { checkAddress } from '../../core/api/address.ts';
import { type Element, Show, signal, useEffect } from '../jsx/index.ts';
import { ADMIN } from './activation.tsx';
import { useAction } from './common/action.ts';
import { Banner } from './common/banner.tsx';
import { Column, Row, Spacer } from './common/box.tsx';
import { TextButton } from './common/buttons.tsx';
import { Page } from './common/card.tsx';
import { TextField } from './common/field.tsx';
import { useReservedAddress } from './common/reserved-address.ts';
import { useApp } from './context.ts';
import type { Place } from './place.ts';

/** More than any mail server carries, so that what is too long can be seen and is named. */
const MOST_TYPED = 300;
/** Addresses longer than this are rare, and slips in them are easy to miss. */
const LONG = 64;

export function ReservedEmail({ next }: { next: 'live' | 'editUser' }): Element {
  const { api, ask, elevated, go, recorder, t, toast } = useApp();
  const reserved = useReservedAddress();
  const address = signal('');
  const refused = signal(false);
  const leave = (): void => go(next === 'live' ? { at: 'live' } : { at: 'editUser', name: ADMIN });

  const trimmed = (): string => address.value.trim();
  const problem = () => checkAddress(trimmed());
  /** An address that only has not been typed to its end yet is no mistake. */
  const unfinished = (): boolean => ['empty', 'noAt', 'badDomain'].includes(problem() ?? '');
  const error = (): string => {
    const found = problem();
    return found && (refused.value || !unfinished()) ? t(`address.${found}`)() : '';
  };
  useEffect(() => {
    address.value;
    refused.value = false;
  });

  const save = useAction(
    async () => {
      const done = await elevated(async (elevation) => {
        await api.call('recovery.setAddress', { address: trimmed(), elevation });
      });
      if (!done) return;
      address.value = '';
      await reserved.load();
      toast(t('email.stored'));
    },
    (found) => {
      if (found.code !== 'addressRefused') return false;
      refused.value = true;
      return true;
    },
  );
  const remove = useAction(async () => {
    const sure = await ask({
      title: t('email.removeTitle'),
      text: t('email.removeText'),
      yes: t('email.remove'),
      danger: true,
    });
    if (!sure) return;
    await elevated(async (elevation) => {
      await api.call('recovery.setAddress', { address: null, elevation });
    });
    await reserved.load();
  });
  const test = useAction(async () => {
    const status = await api.call('reset.offer', { method: 'email', purpose: 'test' });
    recorder.heardReset(status);
    go(placeOf(status.state));
  });
  const cancel = useAction(async () => {
    if (next === 'editUser' || reserved.masked.peek() !== null) leave();
    else if (
      await ask({
        title: t('email.unsetTitle'),
        text: t('email.unsetText'),
        yes: t('email.leaveUnset'),
        no: t('action.back'),
      })
    )
      leave();
  });

  const stored = (): boolean => reserved.masked.value !== null;
  const closed = (): boolean => problem() !== null;
  return (
    <Page
      title={t('email.title')}
      subtitle={t('email.subtitle')}
      icon="mail"
      width={680}
      onSubmit={save.run}
      submitDisabled={closed}
      onCancel={cancel.run}
      actions={
        <>
          <Show when={stored}>
            <TextButton text={t('email.remove')} icon="trash-2" variant="ghost" does={remove} />
          </Show>
          <Spacer />
          <TextButton text={() => (stored() ? t('action.done') : t('action.cancel'))()} does={cancel} />
          <TextButton text={t('action.ok')} variant="primary" does={save} disabled={closed} />
        </>
      }
    >
      <Show when={() => !recorder.device.value.recoveryAvailable}>
        <Banner kind="warning" text={t('email.noKeys')} />
      </Show>
      <label text={t('email.text')} />
      <TextField
        label={() => (stored() ? t('email.otherAddress') : t('email.address'))()}
        value={address}
        placeholder={t('email.placeholder')}
        keys="email"
        maxLength={MOST_TYPED}
        error={error}
        warning={() => (trimmed().length > LONG ? t('email.long')() : '')}
        hint={() => (address.value !== '' && unfinished() ? t('email.unfinished')() : '')}
        autoFocus
      />
      <Show when={stored}>
        <obj variant="separator" />
        <Row gap={16}>
          <Column gap={4} grow={1}>
            <Row gap={10}>
              <icon
                icon={() => (reserved.confirmed.value ? 'mail-check' : 'mail')}
                style={() => ({ textColor: reserved.confirmed.value ? 'success' : 'textMuted' })}
              />
              <label variant="strong" text={() => reserved.masked.value ?? ''} />
            </Row>
            <label
              variant="caption muted"
              text={() => (reserved.confirmed.value ? t('email.confirmed') : t('email.notConfirmed'))()}
            />
          </Column>
          <TextButton
            text={t('email.test')}
            icon="qr-code"
            does={test}
            disabled={() => !recorder.device.value.recoveryAvailable}
          />
        </Row>
      </Show>
    </Page>
  );
}

/** A test that is under way already goes on where it was. */
const placeOf = (state: string): Place =>
  state === 'pending' ? { at: 'qrCode', purpose: 'test' } : { at: 'legal', purpose: 'test' };
