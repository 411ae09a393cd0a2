import type { Route } from './route.js';

export interface Match {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Compiles the patterns once; the answer is undefined for a path or method that no route has. */
export function matcher(routes: readonly Route[]): (method: string, path: string) => Match | undefined {
  const compiled = routes.map((route) => ({ route, ...compile(route.path) }));
  return (method, path) => {
    for (const { route, pattern, names } of compiled) {
      const matched = route.method === method ? pattern.exec(path) : null;
      if (matched !== null) {
        const values = names.map((name, index) => [name, decode(matched[index + 1] ?? '')]);
        return { route, parameters: Object.fromEntries(values) };
      }
    }
    return undefined;
  };
}

/** AWS takes a slash at the end of a path or none; the SDK for ListFunctions sends one. */
function compile(path: string): { pattern: RegExp; names: string[] } {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return { pattern: new RegExp(`^${path.replace(/:\w+/g, '([^/]+)').replace(/\/$/, '')}/?$`), names };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
