/** IAM's actions that are not called as the operation is. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  Invoke: 'InvokeFunction',
  InvokeAsync: 'InvokeFunction',
  InvokeWithResponseStream: 'InvokeFunction',
};

const calls = new WeakMap<object, string>();

/** Which call it was that threw this: an error of AWS does not say. */
export const callOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null ? calls.get(error) : undefined;

/** As if the named call had thrown it: for a call that was not made by a client of the SDK. */
export function thrownBy<Thrown extends object>(action: string, error: Thrown): Thrown {
  calls.set(error, action);
  return error;
}

/** Where in a client's stack of middleware it belongs: outermost, so that it sees what is thrown in the end. */
export const OUTERMOST = { step: 'initialize', name: 'nameCalls', priority: 'high' } as const;

/** Middleware by which each error of a client knows the action of its call: `lambda:PublishVersion`. */
export const naming =
  (service: 'lambda' | 'logs' | 'sts') =>
  <Given, Answer>(next: (given: Given) => Promise<Answer>, context: { readonly commandName?: string }) =>
  async (given: Given): Promise<Answer> => {
    try {
      return await next(given);
    } catch (error) {
      const operation = (context.commandName ?? '').replace(/Command$/, '');
      if (typeof error === 'object' && error !== null && operation !== '') {
        calls.set(error, `${service}:${OTHER_NAMES[operation] ?? operation}`);
      }
      throw error;
    }
  };
