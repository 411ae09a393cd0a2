import { expression } from './expressions.js';
import { type Attribute, type Block, type Body, HclError } from './syntax.js';
import { TokenStream } from './token-stream.js';

/**
 * A file of Terraform's, as far as a memory size can be followed through it.
 * @throws HclError where the text is not understood
 */
export function parseHcl(text: string): Body {
  const tokens = new TokenStream(text);
  const parsed = body(tokens);
  const { kind, start } = tokens.peek();
  if (kind !== 'end') throw new HclError(start, '} without {');
  return parsed;
}

function body(tokens: TokenStream): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (tokens.skipNewlines(); tokens.peek().kind !== 'end' && !tokens.is('}'); tokens.skipNewlines()) {
    const { kind, start, text } = tokens.peek();
    if (kind !== 'word') throw new HclError(start, `${JSON.stringify(text)} is not expected`);
    if (tokens.peekSecond().text === '=') attributes.push(attribute(tokens));
    else blocks.push(block(tokens));
  }
  return { attributes, blocks };
}

function attribute(tokens: TokenStream): Attribute {
  const { text: name, start } = tokens.next();
  tokens.expect('=');
  const value = expression(tokens, false);
  return { name, value, start, end: value.end };
}

function block(tokens: TokenStream): Block {
  const { text: type, start } = tokens.next();
  const labels: string[] = [];
  while (!tokens.is('{')) {
    const { kind, text, start: at } = tokens.next();
    if (kind !== 'string' && kind !== 'word') throw new HclError(at, `${JSON.stringify(text)} is not expected`);
    labels.push(kind === 'string' ? text.slice(1, -1) : text);
  }
  const { end: bodyStart } = tokens.expect('{');
  const inner = body(tokens);
  return { type, labels, start, bodyStart, body: inner, end: tokens.expect('}').end };
}
