import * as v from 'valibot';
import { ADMIN } from '../../accounts/accounts.ts';
import { type DeviceInfo, Settings } from '../../api/contract.ts';
import { ApiError } from '../../api/errors.ts';
import type { Store } from '../../store/store.ts';
import type { Handlers, Parts } from '../parts.ts';

const defaultSettings: Settings = {
  locale: 'en',
  theme: 'dark',
  keyboard: 'us',
  pointerSpeed: 0,
  autoLockMinutes: 10,
};

const currentSettings = (store: Store): Settings => store.settings.get() ?? defaultSettings;

export function deviceInfo({ ports, accounts }: Parts): DeviceInfo {
  return {
    active: accounts.isActive(),
    ...ports.factory,
    wallClock: ports.wallClock(),
    network: ports.network(),
    settings: currentSettings(ports.store),
    recoveryAvailable: ports.seal !== null,
  };
}

type DeviceMethods = 'device.info' | 'device.activate' | 'device.power' | 'device.factoryReset' | 'settings.set';

export function deviceHandlers(parts: Parts): Pick<Handlers, DeviceMethods> {
  const { ports, accounts, sessions } = parts;
  const { store } = ports;
  return {
    'device.info': () => deviceInfo(parts),

    async 'device.activate'({ password, locale }, { caller: { channel } }) {
      if (accounts.isActive()) throw new ApiError({ code: 'alreadyActive' });
      const hash = await accounts.hashNew(ADMIN, password);
      store.transaction(() => {
        accounts.activate(hash);
        store.settings.put({ ...currentSettings(store), locale });
        sessions.start(channel, ADMIN);
      });
      return { session: { user: ADMIN, role: 'admin', locked: false }, elevation: sessions.elevate(channel) };
    },

    async 'device.power'({ action }) {
      await ports.power(action);
      return {};
    },

    'device.factoryReset'() {
      sessions.endAll();
      store.erase();
      parts.ensureIdentity();
      return {};
    },

    'settings.set'(changes, { caller: { channel }, authorise }) {
      // A stranger in front of the recorder may need another language or a slower mouse to get anywhere.
      const harmless = channel === 'gui' && changes.autoLockMinutes === undefined;
      if (!harmless) authorise({ least: 'admin' });
      const given = Object.entries(changes).filter(([, value]) => value !== undefined);
      const settings = v.parse(Settings, { ...currentSettings(store), ...Object.fromEntries(given) });
      store.settings.put(settings);
      return settings;
    },
  };
}
