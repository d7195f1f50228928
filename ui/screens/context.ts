/** What every screen has at hand: the daemon, the words, where to go, and what to say to the person in front of it. */
import type { Api, Locale } from '../../core/api/contract.ts';
import type { ApiErrorData } from '../../core/api/errors.ts';
import { createContext, type ReadonlySignal, useContext } from '../jsx/index.ts';
import type { Clock, Display, Textarea } from '../lvgl/index.ts';
import type { Text, Translate } from './i18n.ts';
import type { Place } from './place.ts';
import type { RecorderView } from './recorder.ts';

/** A question with a way on and a way back. */
export interface Question {
  readonly title: Text;
  readonly text: Text;
  /** What the way on does, as a verb. */
  readonly yes: Text;
  /** The way back; *Cancel* unless said otherwise. */
  readonly no?: Text;
  /** The way on cannot be taken back. */
  readonly danger?: boolean;
}

/** News with nothing to decide. */
export interface News {
  readonly title: Text;
  readonly text: Text;
  readonly ok?: Text;
  readonly kind: 'success' | 'warning';
}

export interface App {
  readonly api: Api;
  readonly display: Display;
  readonly clock: Clock;
  readonly t: Translate;
  readonly locale: ReadonlySignal<Locale>;
  readonly recorder: RecorderView;
  readonly place: ReadonlySignal<Place>;
  go(place: Place): void;
  /** Resolves to true when the person chose the way on. */
  ask(question: Question): Promise<boolean>;
  /** Resolves when it was read. */
  tell(news: News): Promise<void>;
  /** Says it in passing. */
  toast(text: Text): void;
  /** Shows the error box. */
  fail(error: ApiErrorData): void;
  /**
   * Runs `run` with a proof that whoever is logged in just gave the password of the device; asks for it where there is
   * none or it is too old. Resolves to false, without running, when the person gave up.
   */
  elevated(run: (elevation: string) => Promise<void>): Promise<boolean>;
  /** Takes a proof that a call has just given. */
  heardElevation(elevation: string): void;
  /** True while a box waits for an answer. */
  readonly asking: ReadonlySignal<boolean>;
  /** Covers everything for good: the recorder is going down. */
  leave(text: Text): void;
  /** Work under way, such as a part of the program that is still being loaded; for those who wait for a picture. */
  wait<T>(work: Promise<T>): Promise<T>;
  /** Logical pixels at the bottom of the screen that the on-screen keyboard takes; 0 while it is away. */
  readonly keyboardSpace: ReadonlySignal<number>;
  /** Says which keys a field wants from the on-screen keyboard; `none` for a field that has its own. */
  keysFor(field: Textarea, keys: 'text' | 'email' | 'number' | 'none'): void;
}

export const AppContext = createContext<App>('App');

export const useApp = (): App => useContext(AppContext);
