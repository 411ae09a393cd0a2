import { isMembers, type Recordable } from './recordable.js';

/** Every place at which two answers differ, as `path: recorded …, answered …`. */
export function differences(recorded: Recordable | undefined, answered: Recordable | undefined, path = ''): string[] {
  if (isMembers(recorded) && isMembers(answered)) {
    const names = new Set([...Object.keys(recorded), ...Object.keys(answered)]);
    return [...names].flatMap((name) =>
      differences(recorded[name], answered[name], path === '' ? name : `${path}.${name}`),
    );
  }
  if (Array.isArray(recorded) && Array.isArray(answered) && recorded.length === answered.length) {
    return recorded.flatMap((item, index) => differences(item, answered[index], `${path}[${index}]`));
  }
  return recorded === answered ? [] : [`${path}: recorded ${show(recorded)}, answered ${show(answered)}`];
}

const MOST = 600;

function show(value: Recordable | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
