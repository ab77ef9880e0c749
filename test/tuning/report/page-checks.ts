/**
 * Runs in the page, as text: the tests know no DOM. Every visible text whose colour is too close to what is behind it
 * (WCAG 2.2, 1.4.3: 4.5 to 1, and 3 to 1 for large text), as `text: ratio`.
 */
export const lowContrast = `(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return Array.from(canvas.getImageData(0, 0, 1, 1).data);
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === "" || !element.checkVisibility() || element.closest("script, title, desc, .hidden, .skip")) continue;
    const style = getComputedStyle(element);
    const isDrawn = element.namespaceURI.endsWith("svg");
    const [a, b] = [luminance(channels(isDrawn ? style.fill : style.color)), luminance(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const isLarge = parseFloat(style.fontSize) >= 24;
    if (ratio < (isLarge ? 3 : 4.5)) low.push(node.data.trim() + ": " + ratio.toFixed(2));
  }
  return low;
})()`;

/** Every control that nothing names, as its HTML. */
export const nameless = `Array.from(document.querySelectorAll("input, textarea, button, [role=img], [role=region]"))
  .filter((control) => {
    const named = (control.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join("");
    const labels = Array.from(control.labels ?? [], ({ textContent }) => textContent).join("");
    const own = control.tagName === "BUTTON" ? control.textContent : "";
    return (labels + named + own + (control.getAttribute("aria-label") ?? "")).trim() === "";
  })
  .map((control) => control.outerHTML.slice(0, 200))`;

/** The figures of the tiles that the sliders move, in their order. */
export const benchFigures = `Array.from(document.querySelectorAll("#bench-tiles .figure"), ({ textContent }) => textContent)`;

/** Resolves as soon as something stands in a property of an element. (Playwright's own waiting evaluates text, which the page forbids.) */
export const until = (selector: string, property: string): string => `new Promise((done) => {
  const look = () => document.querySelector("${selector}").${property} === "" ? requestAnimationFrame(look) : done();
  look();
})`;
