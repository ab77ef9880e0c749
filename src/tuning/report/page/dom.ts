import { type Child, type Markup, written } from "../markup.js";

const svg = "http://www.w3.org/2000/svg";

/** Builds the elements. Text becomes text nodes, whatever it looks like. */
export function toDom(markup: Markup, within = ""): Element {
  const namespace = markup.tag === "svg" ? svg : within;
  const element =
    namespace === "" ? document.createElement(markup.tag) : document.createElementNS(namespace, markup.tag);
  for (const [name, value] of written(markup)) element.setAttribute(name, value);
  element.append(...markup.children.map((child) => nodeOf(child, namespace)));
  return element;
}

const nodeOf = (child: Child, namespace: string): Node | string =>
  typeof child === "string" ? child : toDom(child, namespace);

/** The element that the report wrote with this id. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element as Kind;
}

/** Puts something new where something was; what somebody had opened stays open. */
export function show(id: string, markup: Markup): void {
  const place = byId(id);
  const isOpen = place.querySelector("details")?.open === true;
  place.replaceChildren(toDom(markup));
  const details = place.querySelector("details");
  if (details !== null) details.open = isOpen;
}
