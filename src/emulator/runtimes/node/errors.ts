/** An error whose type is one of the runtime's own, such as `Runtime.ImportModuleError`. */
export class RuntimeError extends Error {
  constructor(name: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = name;
    if (cause instanceof Error && cause.stack !== undefined) this.stack = cause.stack;
  }
}

export interface ErrorBody {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** The body that AWS's Node.js runtime sends for whatever was thrown. */
export function toErrorBody(thrown: unknown): ErrorBody {
  if (thrown instanceof Error || isErrorLike(thrown)) {
    return {
      errorType: thrown.name,
      errorMessage: thrown.message,
      trace: (thrown.stack ?? '').split('\n'),
    };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

/** Errors from another realm, such as a vm context, are no instances of our Error. */
function isErrorLike(thrown: unknown): thrown is Error {
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown && 'message' in thrown && 'stack' in thrown;
}
