/** The device in the same process as its screen: the preview and tests. Results and notices as a socket would bring them. */
import * as v from 'valibot';
import { type Api, methods, type NoticeName, notices } from '../api/contract.ts';
import type { Device } from './device.ts';
import type { Caller } from './ports.ts';

export function connectLocally(device: Device, caller: Caller): Api {
  return {
    async call(method, params) {
      return v.parse(methods[method].result, await device.handle(caller, method, params));
    },
    on(name, listener) {
      const concerns = (found: NoticeName): boolean => found === name;
      return device.on((notice) => {
        if (!concerns(notice.name) || ('channel' in notice && notice.channel !== caller.channel)) return;
        listener(v.parse(notices[name], notice.value));
      });
    },
  };
}
