/**
 * A piece of the page as plain data: written as text when the report is made, built as elements when a slider moves.
 * Text stands in it as it is, however hostile; both writers take care of it.
 */
export interface Markup {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly Child[];
}

/** What stands in an element. */
export type Child = Markup | string;

/** `false` and `undefined` leave the attribute out, `true` writes it without a value. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** One element. */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup {
  return { tag, attributes, children };
}

/** The attributes as they are written, those that are left out left out. */
export function* written({ attributes }: Markup): Generator<readonly [name: string, value: string]> {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) yield [name, value === true ? "" : String(value)];
  }
}

// Elements without an end tag, of those that stand in the report.
const empty: ReadonlySet<string> = new Set(["input", "br"]);

/** The text of the HTML. */
export function toHtml(child: Child): string {
  if (typeof child === "string") return escapeHtml(child);
  const { tag, children } = child;
  const attributes = Array.from(written(child), ([name, value]) => ` ${name}="${escapeHtml(value)}"`).join(
    "",
  );
  return empty.has(tag)
    ? `<${tag}${attributes}>`
    : `<${tag}${attributes}>${children.map(toHtml).join("")}</${tag}>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that is safe between tags and within quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
