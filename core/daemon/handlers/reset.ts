import { ADMIN } from '../../accounts/accounts.ts';
import { ApiError } from '../../api/errors.ts';
import type { Call, Handlers, Parts } from '../parts.ts';

type ResetMethods =
  | 'recovery.get'
  | 'recovery.setAddress'
  | 'reset.methods'
  | 'reset.status'
  | 'reset.offer'
  | 'reset.acceptDisclaimer'
  | 'reset.request'
  | 'reset.cancel'
  | 'reset.verifyCode'
  | 'reset.setPassword'
  | 'reset.export';

export function resetHandlers({ ports, accounts, sessions, resets, address }: Parts): Pick<Handlers, ResetMethods> {
  const { store, log } = ports;
  const authoriseStep = ({ authorise }: Call): void => {
    if (resets.purpose() === 'test') authorise({ least: 'admin' });
  };
  return {
    'recovery.get': () => ({ maskedAddress: address.masked(), confirmed: address.confirmed() }),

    'recovery.setAddress'(params) {
      store.transaction(() => {
        if (address.set(params.address)) resets.void('addressChanged');
      });
      return { maskedAddress: address.masked() };
    },

    'reset.methods': () => ({ methods: resets.methods(), maskedAddress: address.masked() }),

    'reset.status': () => resets.status(),

    'reset.offer'({ method, purpose }, { caller, authorise }) {
      if (purpose === 'test') authorise({ least: 'admin' });
      resets.offer(caller.channel, method, purpose);
      return resets.status();
    },

    'reset.acceptDisclaimer'({ version, locale }, call) {
      authoriseStep(call);
      resets.accept(version, locale);
      log.info({ ...call.caller, version, locale }, 'disclaimer accepted');
      return resets.status();
    },

    async 'reset.request'({ refresh }, call) {
      authoriseStep(call);
      await resets.issue(refresh);
      return resets.status();
    },

    'reset.cancel'(_, call) {
      authoriseStep(call);
      resets.cancel(call.caller.channel);
      return resets.status();
    },

    async 'reset.verifyCode'({ code }, call) {
      authoriseStep(call);
      return { ticket: await resets.verify(call.caller.channel, code) };
    },

    async 'reset.setPassword'({ ticket, password }, { caller: { channel } }) {
      const ticketHash = await resets.checkTicket(channel, ticket);
      // A password that is refused costs no ticket: it is taken with the one that is stored.
      const hash = await accounts.hashNew(ADMIN, password);
      store.transaction(() => {
        resets.redeem(channel, ticketHash);
        accounts.setPassword(ADMIN, hash);
        sessions.endAll();
      });
      return {};
    },

    async 'reset.export'(_, call) {
      authoriseStep(call);
      const status = resets.status();
      if (status.state !== 'pending') throw new ApiError({ code: 'wrongStep' });
      return { file: await ports.exportQr(`recorder-${status.requestId.slice(0, 8)}-qr`, status.qrText) };
    },
  };
}
