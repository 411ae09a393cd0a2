/** An element of a document, its attributes as a reader sees them. */
export interface Xml {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Xml[];
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Xml[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const unescaped = (text: string): string =>
  text.replace(/&(#\d+|\w+);/g, (_, name: string) =>
    name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : known(name),
  );

function known(name: string): string {
  const found = ENTITIES[name];
  if (found === undefined) throw new Error(`no entity of XML: &${name};`);
  return found;
}

const TOKEN = /<\?xml[^>]*\?>|<\/([\w-]+)>|<([\w-]+)((?:\s+[\w-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;

/** Reads what is well-formed of the XML that Kelvin writes, and throws at anything else. */
export function parsed(document: string): Xml {
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const stack: Open[] = [root];
  let end = 0;
  for (const match of document.matchAll(TOKEN)) {
    if (match.index !== end) break;
    end += match[0].length;
    step(stack, match);
  }
  if (end !== document.length) throw new Error(`not XML from ${end}: ${document.slice(end, end + 60)}`);
  const [only] = root.children;
  if (only === undefined || root.children.length > 1 || stack.length > 1) throw new Error('not one whole element');
  return only;
}

function step(stack: Open[], [, closed, opened, attributes = '', isEmpty, text]: RegExpMatchArray): void {
  const top = stack.at(-1) as Open;
  if (text !== undefined) top.text += unescaped(text);
  else if (closed !== undefined) {
    if (closed !== top.name) throw new Error(`</${closed}> in <${top.name}>`);
    stack.pop();
  } else if (opened !== undefined) {
    const pairs = [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      unescaped(value),
    ]);
    const next: Open = { name: opened, attributes: Object.fromEntries(pairs), children: [], text: '' };
    top.children.push(next);
    if (isEmpty !== '/') stack.push(next);
  }
}

interface Rule {
  readonly required?: readonly string[];
  readonly optional?: readonly string[];
  readonly children?: readonly string[];
}

const SAID: Rule = { optional: ['type', 'message'] };

/** What junit-10.xsd of Jenkins' xUnit plugin allows (read 2026-11). */
const RULES: Readonly<Record<string, Rule>> = {
  testsuites: { optional: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'],
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
  },
  properties: { children: ['property'] },
  property: { required: ['name', 'value'] },
  testcase: {
    required: ['name'],
    optional: ['time', 'classname', 'group'],
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
  },
  failure: SAID,
  error: SAID,
  skipped: SAID,
  'system-out': {},
  'system-err': {},
};

/** What of a document is not as the schema says. */
export function misshapen({ name, attributes, children }: Xml): string[] {
  const { required = [], optional = [], children: allowed = [] } = RULES[name] ?? {};
  return [
    ...(name in RULES ? [] : [`<${name}> is not known`]),
    ...required.filter((it) => !(it in attributes)).map((it) => `<${name}> has no ${it}`),
    ...Object.keys(attributes)
      .filter((it) => ![...required, ...optional].includes(it))
      .map((it) => `<${name}> may have no ${it}`),
    ...children.filter((it) => !allowed.includes(it.name)).map((it) => `<${name}> may hold no <${it.name}>`),
    ...children.flatMap(misshapen),
  ];
}
