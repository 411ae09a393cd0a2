/** Text that is HTML already. `html` below is its maker, so whatever is not one gets escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Content = Markup | string | number | null | undefined | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? found);

function textOf(content: Content): string {
  if (content === null || content === undefined) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'string' || typeof content === 'number') return escaped(String(content));
  return content.map(textOf).join('');
}

/**
 * HTML with everything that is put into it escaped, in text and in quoted attributes alike. Names, messages and log
 * lines come from other people's functions; escaping is therefore what happens when nobody thinks of it.
 */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.reduce((text, part, index) => `${text}${textOf(contents[index - 1])}${part}`));
}

/**
 * JSON for a `<script>` element, whose text ends at the first `</script` whatever the JSON thinks of quotes: with no
 * `<` left there is none, nor a `<!--`.
 */
export const jsonForScript = (value: unknown): Markup => new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'));
