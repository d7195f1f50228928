import type { Handlers } from '../parts.ts';
import type { Channel } from '../ports.ts';

/** In memory only: a place may hold what somebody was typing. */
export function seatHandlers(): Pick<Handlers, 'seat.save' | 'seat.restore'> {
  const places = new Map<Channel, string>();
  return {
    'seat.save'({ place }, { caller }) {
      places.set(caller.channel, place);
      return {};
    },
    'seat.restore': (_, { caller }) => ({ place: places.get(caller.channel) ?? null }),
  };
}
