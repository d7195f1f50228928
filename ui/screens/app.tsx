/**
 * The whole GUI: which screen is shown when, and what can come over it.
 *
 * 1. Until the daemon answers for the first time there is a calm starting picture.
 * 2. Then the place is shown: the one saved by a GUI that was killed, else activation, login or live view.
 * 3. A daemon that goes away is waited for under a veil; what was typed stays.
 */
import type { Api, Locale, Settings, ThemeName } from '../../core/api/contract.ts';
import { ApiError } from '../../core/api/errors.ts';
import {
  type Child,
  computed,
  type Element,
  For,
  onCleanup,
  provide,
  type ReadonlySignal,
  Show,
  signal,
  untracked,
  useEffect,
} from '../jsx/index.ts';
import type { Display, Theme } from '../lvgl/index.ts';
import { Activation } from './activation.tsx';
import { Boxes } from './boxes.ts';
import { ConfirmBox, ElevationBox, ErrorBox, NewsBox, Toast, Veil } from './common/boxes.tsx';
import { whenIdle } from './common/idle.ts';
import { KeyboardHost, OnScreenKeyboard } from './common/on-screen-keyboard.tsx';
import { MINUTE } from './common/remaining.ts';
import { ScreenSaver } from './common/screen-saver.tsx';
import { TitleBar } from './common/title-bar.tsx';
import { AppContext, type App as AppServices } from './context.ts';
import { EditUser } from './edit-user.tsx';
import { createTranslate, dictionaries, type Text } from './i18n.ts';
import { InputRefused } from './input-refused.tsx';
import { LegalDisclaimer } from './legal-disclaimer.tsx';
import { LiveView } from './live-view.tsx';
import { Lock, Login } from './login.tsx';
import { NewPasswordScreen } from './new-password.tsx';
import { admit, mayStay, type Place, parsePlace } from './place.ts';
import { QrCode } from './qr-code.tsx';
import { Recorder } from './recorder.ts';
import { ReservedEmail } from './reserved-email.tsx';
import { Starting } from './starting.tsx';
import { System } from './system.tsx';
import { Users } from './users.tsx';
import { VerificationMode } from './verification-mode.tsx';

export interface AppProps {
  api: Api;
  /** `up` while calls reach the daemon. */
  connection: ReadonlySignal<'connecting' | 'up'>;
  display: Display;
  themeFor: (name: ThemeName) => Theme;
  /** The language until the recorder says which. */
  locale: Locale;
  /** Devices that may be keyboards others read along on; no password is asked for while there are any. */
  unsafeInput?: ReadonlySignal<readonly string[]>;
  /** Hears what concerns the host: keyboard layout, pointer speed. */
  onSettings?: (settings: Settings) => void;
  /** Counts up (1) and down (-1) what is under way without anybody's doing. */
  onWork?: (change: 1 | -1) => void;
}

const TOAST_MS = 4000;

function screenFor(place: Place): Child {
  switch (place.at) {
    case 'activation':
      return <Activation />;
    case 'login':
      return <Login />;
    case 'verification':
      return <VerificationMode />;
    case 'legal':
      return <LegalDisclaimer purpose={place.purpose} />;
    case 'qrCode':
      return <QrCode purpose={place.purpose} />;
    case 'newPassword':
      return <NewPasswordScreen ticket={place.ticket} />;
    case 'live':
      return <LiveView />;
    case 'users':
      return <Users />;
    case 'system':
      return <System />;
    case 'editUser':
      return <EditUser name={place.name} />;
    case 'reservedEmail':
      return <ReservedEmail next={place.next} />;
  }
}

export function App(props: AppProps): Element {
  const {
    api,
    connection,
    display,
    themeFor,
    locale: firstLocale,
    onSettings,
    onWork,
    unsafeInput = NO_DEVICES,
  } = props;
  const { clock } = display;
  const recorder = new Recorder(api, clock);
  const place = signal<Place>({ at: 'login' });
  /** True once the recorder is known and the first place is settled. */
  const known = signal(false);
  const boxes = new Boxes();
  const toast = signal<Text | null>(null);
  const leaving = signal<Text | null>(null);
  const keyboard = new KeyboardHost(display);
  const locale = computed(() => recorder.device.value?.settings.locale ?? firstLocale);
  const t = createTranslate(computed(() => dictionaries[locale.value]));
  let elevation: string | null = null;
  let endToast = (): void => {};

  const wait = <T,>(work: Promise<T>): Promise<T> => {
    onWork?.(1);
    return work.finally(() => onWork?.(-1));
  };
  /** Waiting for the person in front of the screen is not work. */
  const answered = async <T,>(answer: Promise<T>): Promise<T> => {
    onWork?.(-1);
    const value = await answer;
    onWork?.(1);
    return value;
  };
  const services: AppServices = {
    api,
    display,
    clock,
    t,
    locale,
    recorder: {
      session: recorder.session,
      reset: recorder.reset,
      heardReset: (status) => recorder.heardReset(status),
      wallClock: () => recorder.wallClock(),
      device: computed(() => {
        const device = recorder.device.value;
        if (!device) throw new Error('a screen is shown before the recorder is known');
        return device;
      }),
    },
    place,
    go(to) {
      // Whoever waited for an answer while the login ended goes nowhere.
      const active = recorder.device.peek()?.active ?? false;
      const session = recorder.session.peek();
      place.value = mayStay(to, active, session) ? to : admit(to, active, session);
    },
    ask: (question) => answered(boxes.ask(false, (answer) => <ConfirmBox question={question} answer={answer} />)),
    tell: (news) => answered(boxes.ask(undefined, (done) => <NewsBox news={news} done={() => done(undefined)} />)),
    toast(text) {
      endToast();
      toast.value = text;
      endToast = clock.after(TOAST_MS, () => {
        toast.value = null;
      });
    },
    fail(error) {
      void boxes.ask(undefined, (done) => <ErrorBox error={error} done={() => done(undefined)} />);
    },
    async elevated(run) {
      for (;;) {
        elevation ??= await answered(
          boxes.ask<string | null>(null, (answer) => <ElevationBox given={answer} gaveUp={() => answer(null)} />),
        );
        if (elevation === null) return false;
        try {
          await run(elevation);
          return true;
        } catch (error) {
          if (!(error instanceof ApiError) || error.data.code !== 'notElevated') throw error;
          elevation = null;
        }
      }
    },
    heardElevation(proof) {
      elevation = proof;
    },
    asking: computed(() => boxes.open.value.length > 0),
    leave(text) {
      leaving.value = text;
    },
    wait,
    keyboardSpace: keyboard.space,
    keysFor: (field, keys) => keyboard.keysFor(field, keys),
  };
  provide(AppContext, services);

  onCleanup(recorder.follow());
  onCleanup(() => endToast());

  const connect = async (): Promise<void> => {
    try {
      await recorder.refresh();
      const saved = known.peek() ? place.peek() : parsePlace((await api.call('seat.restore', {})).place ?? '');
      place.value = admit(saved, recorder.device.peek()?.active ?? false, recorder.session.peek());
      known.value = true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // The next connection begins anew; anything else somebody should see.
      if (error.data.code !== 'disconnected') services.fail(error.data);
    }
  };
  useEffect(() => {
    if (connection.value === 'up') untracked(() => void wait(connect()));
  });

  useEffect(() => {
    const device = recorder.device.value;
    const session = recorder.session.value;
    if (!device || !known.peek()) return;
    untracked(() => {
      const stays = mayStay(place.peek(), device.active, session);
      if (!session || session.locked) elevation = null;
      if (session?.locked || !stays) boxes.cancelAll();
      if (!stays) place.value = admit(place.peek(), device.active, session);
    });
  });
  useEffect(() => {
    const text = JSON.stringify(place.value);
    // A place that is not kept costs a walk through the menus, nothing else.
    if (known.value && connection.peek() === 'up')
      void wait(api.call('seat.save', { place: text }).catch(ignoreRefusal));
  });

  const settings = computed(() => recorder.device.value?.settings ?? null);
  const theme = computed(() => settings.value?.theme ?? null);
  useEffect(() => {
    if (theme.value) display.theme = themeFor(theme.value);
  });
  useEffect(() => {
    if (settings.value) onSettings?.(settings.value);
  });
  let stopAutoLock = (): void => {};
  useEffect(() => {
    stopAutoLock();
    const minutes = settings.value?.autoLockMinutes ?? 0;
    const session = recorder.session.value;
    if (minutes === 0 || !session || session.locked) return;
    stopAutoLock = whenIdle(
      display,
      minutes * MINUTE,
      () => void wait(api.call('session.lock', {}).then(() => {}, ignoreRefusal)),
    );
  });
  onCleanup(() => stopAutoLock());

  const locked = computed(() => recorder.session.value?.locked ?? false);
  const fullScreen = computed(() => place.value.at === 'live' && !locked.value);
  // The live view asks for nothing.
  const refused = computed(() => unsafeInput.value.length > 0 && !fullScreen.value);
  useEffect(() => {
    if (refused.value) boxes.cancelAll();
  });
  const away = computed(() => known.value && connection.value === 'connecting');
  return (
    <>
      <obj
        style={() => ({
          width: '100%',
          height: '100%',
          layout: 'flex',
          flexFlow: 'column',
          flexCrossPlace: 'stretch',
          padBottom: keyboard.space.value,
        })}
      >
        <Show when={known} fallback={() => <Starting text={t('starting')} />}>
          <Show when={() => !fullScreen.value}>
            <TitleBar onKeyboard={() => keyboard.toggle()} />
          </Show>
          <Show when={refused} fallback={() => <Here locked={locked} place={place} />}>
            <InputRefused devices={unsafeInput} />
          </Show>
          <ScreenSaver display={display} />
        </Show>
      </obj>
      <For each={boxes.open} by={(box) => box.id}>
        {(box) => box.make()}
      </For>
      <Show when={toast}>{(text: Text) => <Toast text={text} />}</Show>
      <OnScreenKeyboard host={keyboard} />
      <Show when={() => leaving.value ?? (away.value ? t('veil.reconnecting') : null)}>
        {(text: Text) => <Veil text={text} />}
      </Show>
    </>
  );
}

/** The screen of the place, or the lock before it. */
function Here({ locked, place }: { locked: ReadonlySignal<boolean>; place: ReadonlySignal<Place> }): Element {
  return (
    <Show when={locked} fallback={() => <Show when={place}>{screenFor}</Show>}>
      <Lock />
    </Show>
  );
}

const NO_DEVICES: ReadonlySignal<readonly string[]> = signal([]);

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
}
