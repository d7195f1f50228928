/** How the contract travels as JSON-RPC 2.0: the limits of a frame, and the errors of the contract as error objects. */
import * as v from 'valibot';
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc/node';
import { ApiError, ApiErrorData } from '../api/errors.ts';

/** Bytes of the header part of one message. */
export const MAX_HEADER = 8 * 1024;
/** Bytes of the content part of one message. The largest call of the contract has a tenth of it. */
export const MAX_CONTENT = 64 * 1024;

/** JSON-RPC reserves -32000 to -32099 for servers; which of ours it is stands in `data`. */
const SERVER_ERROR = -32000;

export function toResponseError({ data }: ApiError): ResponseError<ApiErrorData> {
  const codes: Partial<Record<ApiErrorData['code'], number>> = {
    unknownMethod: ErrorCodes.MethodNotFound,
    badRequest: ErrorCodes.InvalidParams,
    internal: ErrorCodes.InternalError,
  };
  return new ResponseError(codes[data.code] ?? SERVER_ERROR, data.code, data);
}

/** How the library says that a request could not be sent, or that its answer will not come. */
const lost: ReadonlySet<number> = new Set([
  ErrorCodes.MessageWriteError,
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
]);

/** What a failed call of a client means. A lost connection and an answer that breaks the contract are errors too. */
export function toApiError(error: unknown): ApiError {
  if (!(error instanceof ResponseError) || lost.has(error.code)) return new ApiError({ code: 'disconnected' });
  const data = v.safeParse(ApiErrorData, error.data);
  return new ApiError(data.success ? data.output : { code: 'internal', reference: `rpc ${error.code}` });
}
