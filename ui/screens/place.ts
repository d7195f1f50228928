/**
 * Where in the GUI somebody is. The place is kept by the daemon (in memory), so that a GUI that was killed comes back
 * to the same screen. What was typed is not part of it.
 */
import * as v from 'valibot';
import { Purpose, type Session } from '../../core/api/contract.ts';

const at = <N extends string>(name: N) => v.object({ at: v.literal(name) });

export const Place = v.variant('at', [
  at('activation'),
  at('login'),
  at('verification'),
  v.object({ at: v.literal('legal'), purpose: Purpose }),
  v.object({ at: v.literal('qrCode'), purpose: Purpose }),
  /** The ticket is the right to set the password; it lives in the daemon's memory anyway. */
  v.object({ at: v.literal('newPassword'), ticket: v.string() }),
  at('live'),
  at('users'),
  at('system'),
  v.object({ at: v.literal('editUser'), name: v.string() }),
  /** `next` is where OK and Cancel lead. */
  v.object({ at: v.literal('reservedEmail'), next: v.picklist(['live', 'editUser']) }),
]);
export type Place = v.InferOutput<typeof Place>;

/** The place that was saved, or null for a text that is none (an older GUI may have written it). */
export function parsePlace(text: string): Place | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const place = v.safeParse(Place, value);
  return place.success ? place.output : null;
}

/** True for places that only somebody who is logged in may see. */
function needsSession(place: Place): boolean {
  switch (place.at) {
    case 'live':
    case 'users':
    case 'system':
    case 'editUser':
    case 'reservedEmail':
      return true;
    case 'legal':
    case 'qrCode':
      return place.purpose === 'test';
    default:
      return false;
  }
}

/** False when the place has to be left: the recorder is not active any more, or the login ended. */
export const mayStay = (place: Place, active: boolean, session: Session | null): boolean =>
  place.at === 'activation' || (active && (session !== null || !needsSession(place)));

/** The place to begin at, for one that is wished for: nothing before activation, nothing behind the login without one. */
export function admit(wish: Place | null, active: boolean, session: Session | null): Place {
  if (!active) return { at: 'activation' };
  if (!session) return !wish || wish.at === 'activation' || needsSession(wish) ? { at: 'login' } : wish;
  return wish && needsSession(wish) ? wish : { at: 'live' };
}
