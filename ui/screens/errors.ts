/** Words for every way the daemon can refuse: what happened, and what to do about it. */
import type { ApiErrorData } from '../../core/api/errors.ts';
import { durationText } from './common/remaining.ts';
import type { Text, Translate } from './i18n.ts';

/** What happened. */
export function errorText(t: Translate, error: ApiErrorData): Text {
  switch (error.code) {
    case 'passwordRefused':
      return t(`problem.${error.problem}`);
    case 'addressRefused':
      return t(`address.${error.problem}`);
    case 'badCredentials':
      return t('error.badCredentials', { n: error.triesLeft });
    case 'throttled':
      return t('error.throttled', { time: durationText(t, () => error.retryAfterMs) });
    case 'wrongCode':
      return t('error.wrongCode', { n: error.triesLeft });
    case 'voided':
      return t(`voided.${error.reason}`);
    case 'recoveryLocked':
      return t('error.recoveryLocked', { time: durationText(t, () => error.retryAfterMs) });
    case 'tooManyRequests':
      return t('error.tooManyRequests', { time: durationText(t, () => error.retryAfterMs) });
    default:
      return t(`error.${error.code}`);
  }
}

/** What to do. */
export const errorDo = (t: Translate, error: ApiErrorData): Text => t(`errorDo.${error.code}`);
