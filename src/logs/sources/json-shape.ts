/** The outermost shape of JSON as far as its beginning tells. */
interface Shape {
  readonly array: boolean;
  /** Of the first object: the whole, or the first element of the array. */
  readonly keys: ReadonlySet<string>;
  /** How the first element of an array begins. */
  readonly first: string;
}

/**
 * Whether text that begins with `{` or `[` is JSON that holds logs. An application's own JSON lines are none, nor are
 * the platform's: they are a log themselves.
 */
export function isJsonContainer(text: string): boolean {
  const shape = shapeOf(text);
  if (shape === undefined) return false;
  const has = (...keys: string[]) => keys.every((key) => shape.keys.has(key));
  if (shape.array && shape.first === ']') return true;
  if (shape.array && shape.first === '"') return true;
  if (shape.array && shape.first === '[') return true;
  if (shape.array && (has('time', 'type', 'record') || has('timestamp', 'message') || has('@message'))) return true;
  if (shape.array && has('field', 'value')) return true;
  return (
    has('messageType') ||
    has('awslogs') ||
    has('logEvents') ||
    (has('events') && (shape.keys.size === 1 || [...shape.keys].every((key) => BESIDE_EVENTS.test(key)))) ||
    has('results') ||
    has('Records') ||
    has('records') ||
    has('@message') ||
    (has('message', 'timestamp') && (has('eventId') || has('ingestionTime'))) ||
    (shape.array && (has('kinesis') || has('Data') || has('data')))
  );
}

const BESIDE_EVENTS =
  /^(?:events|searchedLogStreams|[nN]extToken|next(?:Forward|Backward)Token|ResponseMetadata|\$metadata)$/;

const TOKEN = /"(?:[^"\\\n]|\\.)*"|[[\]{}:,]|[^\s[\]{}:,"]+/g;

/** Reads tokens until the first object is over, or the text. */
function shapeOf(text: string): Shape | undefined {
  const start = text.trimStart()[0];
  if (start !== '{' && start !== '[') return undefined;
  const array = start === '[';
  const depthOfKeys = array ? 2 : 1;
  const keys = new Set<string>();
  let depth = 0;
  let first = '';
  let previous = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (depth === 1 && array && first === '') first = token[0] ?? '';
    if (token === ':' && depth === depthOfKeys && previous.startsWith('"')) keys.add(previous.slice(1, -1));
    if (token === '{' || token === '[') depth++;
    if ((token === '}' || token === ']') && --depth < depthOfKeys && keys.size > 0) break;
    if (depth === 0) break;
    previous = token;
  }
  // `[INFO] started` and `{not json}` are lines of text.
  if (!/^[{["\]]?$/.test(first) || (!array && keys.size === 0)) return undefined;
  return { array, keys, first };
}
