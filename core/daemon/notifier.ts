/**
 * Tells screens what changed. After every call and every tick the present state is compared with the one told last; so a
 * notice is never sent for what a failed transaction took back, and never forgotten by who wrote a handler.
 */
import type { Notice } from '../api/contract.ts';
import { deviceInfo } from './handlers/device.ts';
import type { Parts } from './parts.ts';
import type { Channel } from './ports.ts';

export type DeviceNotice =
  | { name: 'device.changed'; value: Notice<'device.changed'> }
  | { name: 'reset.changed'; value: Notice<'reset.changed'> }
  | { name: 'session.changed'; value: Notice<'session.changed'>; channel: Channel };

export interface Notifier {
  on(listener: (notice: DeviceNotice) => void): () => void;
  /** A channel whose session is to be watched. */
  watch(channel: Channel): void;
  /** Compares and tells. */
  tell(): void;
}

export function createNotifier(parts: Parts): Notifier {
  const listeners = new Set<(notice: DeviceNotice) => void>();
  const told = new Map<string, string>();
  const channels = new Set<Channel>();

  /** @param mark what has to differ for it to be news: times that run by themselves are left out */
  const tellIfNew = (subject: string, mark: object | null, notice: DeviceNotice): void => {
    const now = JSON.stringify(mark);
    const before = told.get(subject);
    told.set(subject, now);
    if (before === now) return;
    for (const listener of listeners) listener(notice);
  };

  const tell = (): void => {
    const info = deviceInfo(parts);
    tellIfNew('device', { ...info, wallClock: 0 }, { name: 'device.changed', value: info });
    const status = parts.resets.status();
    tellIfNew('reset', { ...status, validForMs: 0 }, { name: 'reset.changed', value: status });
    for (const channel of channels) {
      const session = parts.sessionOf(channel);
      tellIfNew(channel, session, { name: 'session.changed', value: { session }, channel });
    }
  };
  tell();

  return {
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch(channel) {
      if (channels.has(channel)) return;
      channels.add(channel);
      told.set(channel, JSON.stringify(parts.sessionOf(channel)));
    },
    tell,
  };
}
