import type { MethodName, Params } from '../../../core/api/contract.ts';
import { GOOD_PASSWORD, OTHER_PASSWORD } from './harness.ts';

const elevation = 'e'.repeat(32);

/** For each method, parameters that the schema takes. */
export const validParams: { [M in MethodName]: Params<M> } = {
  'device.info': {},
  'device.activate': { password: GOOD_PASSWORD, locale: 'en' },
  'device.power': { action: 'reboot' },
  'device.factoryReset': { elevation },
  'settings.set': { theme: 'light' },
  'password.check': { password: OTHER_PASSWORD, user: 'admin' },
  'session.names': {},
  'session.current': {},
  'session.login': { user: 'admin', password: GOOD_PASSWORD },
  'session.logout': {},
  'session.lock': {},
  'session.unlock': { password: GOOD_PASSWORD },
  'session.elevate': { password: GOOD_PASSWORD },
  'users.list': {},
  'users.add': { name: 'somebody', role: 'guest', password: OTHER_PASSWORD, elevation },
  'users.edit': { name: 'somebody', role: 'guest', enabled: true, elevation },
  'users.setPassword': { name: 'somebody', password: OTHER_PASSWORD, elevation },
  'users.delete': { name: 'somebody', elevation },
  'recovery.get': {},
  'recovery.setAddress': { address: 'a@example.org', elevation },
  'reset.methods': {},
  'reset.status': {},
  'reset.offer': { method: 'email', purpose: 'reset' },
  'reset.acceptDisclaimer': { version: '1', locale: 'en' },
  'reset.request': { refresh: false },
  'reset.cancel': {},
  'reset.verifyCode': { code: '0000-0000' },
  'reset.setPassword': { ticket: 'f'.repeat(32), password: OTHER_PASSWORD },
  'reset.export': {},
  'seat.save': { place: 'G3' },
  'seat.restore': {},
};
