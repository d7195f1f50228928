/** The recovery service, as this page talks to it. */
import * as v from 'valibot';

const Time = v.pipe(
  v.string(),
  v.transform((text) => new Date(text)),
);
const MailState = v.picklist(['queued', 'sent', 'refused', 'bounced', 'expired']);
const Receipt = v.object({
  receipt: v.string(),
  maskedAddress: v.string(),
  purpose: v.picklist(['reset', 'test']),
  state: MailState,
  acceptedAt: Time,
  sentAt: v.nullable(Time),
  validUntil: Time,
});
export type Receipt = v.InferOutput<typeof Receipt>;

const State = v.object({ state: MailState, sentAt: v.nullable(Time) });
export type State = v.InferOutput<typeof State>;

const Refusal = v.object({ error: v.string(), limit: v.optional(v.string()), retryAt: v.optional(Time) });
export type Refusal = v.InferOutput<typeof Refusal>;

/** `unreachable`: nothing was heard, or the service is busy; the same scan may be sent again. */
export type ScanAnswer = { accepted: Receipt } | { refused: Refusal } | 'unreachable';

const ANSWER_LIMIT_MS = 15_000;

export async function sendScan(payload: string): Promise<ScanAnswer> {
  try {
    const answer = await fetch('/v1/scans', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ payload }),
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    if (answer.status >= 500) return 'unreachable';
    const body: unknown = await answer.json();
    return answer.status === 202 ? { accepted: v.parse(Receipt, body) } : { refused: v.parse(Refusal, body) };
  } catch {
    // No network, or something between us and the service that answers in its place.
    return 'unreachable';
  }
}

/** What became of the mail; null when it could not be asked. */
export async function askState(receipt: string): Promise<State | null> {
  try {
    const answer = await fetch(`/v1/scans/${receipt}`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    return v.parse(State, await answer.json());
  } catch {
    return null;
  }
}
