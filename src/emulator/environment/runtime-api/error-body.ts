import type { FunctionError } from '../invocation.js';
import type { BodyReader, Exchange } from './exchange.js';
import { MAX_RESPONSE_BYTES } from './response-body.js';

const WITH_CAUSE = 'application/vnd.aws.lambda.error.cause+json';

/** Takes the body of `/error` and `/init/error`. Where it breaks off or is too long, the type alone is told. */
export function errorReader(exchange: Exchange, done: (error: FunctionError) => void): BodyReader {
  const errorType = reportedType(exchange.header('lambda-runtime-function-error-type') ?? '');
  const typeAlone = (): FunctionError => ({
    kind: 'functionError',
    errorType,
    payload: Buffer.from(JSON.stringify({ errorType })),
  });
  const hasCause = exchange.header('content-type') === WITH_CAUSE;
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    chunk(bytes) {
      size += bytes.length;
      if (size <= MAX_RESPONSE_BYTES) chunks.push(bytes);
      else chunks.length = 0;
      return undefined;
    },
    end() {
      if (size > MAX_RESPONSE_BYTES) return done(typeAlone());
      const body = Buffer.concat(chunks);
      done({ kind: 'functionError', errorType, payload: hasCause ? withoutCause(body) : body });
    },
    broken: () => done(typeAlone()),
  };
}

/** Reports name the categories of AWS only, the body keeps what the runtime said (`rapid`, fatalerror package). */
function reportedType(errorType: string): string {
  if (/^(Runtime|Function)\.[A-Z][a-zA-Z]+$/.test(errorType)) return errorType;
  return errorType.startsWith('Function.') ? 'Function.Unknown' : 'Runtime.Unknown';
}

/** The cause is X-Ray's; the caller gets the error alone (`rapid`, rapi/handler/mime_type_error_cause_json.go). */
function withoutCause(body: Buffer): Buffer {
  try {
    const { errorMessage = '', errorType = '', stackTrace } = JSON.parse(body.toString()) as Record<string, unknown>;
    return Buffer.from(
      JSON.stringify({ errorMessage, errorType, ...(stackTrace === undefined ? {} : { stackTrace }) }),
    );
  } catch {
    return Buffer.from('"Invalid error body"');
  }
}
