import { describe, expect, it } from "vitest";
import { plural, printable, problemLine, share, signed, usd, wrap } from "../../src/cli/words.js";

describe("words", () => {
  it("write numbers the same everywhere", () => {
    expect([plural(1, "line"), plural(1200, "line"), usd(1234.5), share(1, 8), share(0, 0)]).toEqual([
      "1 line",
      "1,200 lines",
      "$1,234.50",
      "12.5 %",
      "–",
    ]);
    expect([signed(43.2), signed(-6), signed(0)]).toEqual(["+43", "−6", "+0"]);
  });

  it.each([
    ["a colour", "\u{1b}[31mred", "\\u{1b}[31mred"],
    ["a line", "two\nlines", "two\\u{a}lines"],
    ["writing turned round", "\u{202e}gpj", "\\u{202e}gpj"],
    ["half a character", "\ud83d", "\\u{d83d}"],
    ["nothing odd", "Łódź 🐘", "Łódź 🐘"],
  ])("spell out %s", (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it("show the place of a problem, unless somebody else named it", () => {
    expect(problemLine({ path: "tiers.1.maxPoints", message: "is missing" })).toBe(
      "tiers.1.maxPoints: is missing",
    );
    expect(problemLine({ path: "", message: "is missing" })).toBe("is missing");
    expect(problemLine({ path: "metadata.ada@example.com", message: "is odd" })).toBe("metadata: is odd");
  });

  it("wrap between words, and leave a word that is too long whole", () => {
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrap("unbreakable x", 4)).toEqual(["unbreakable", "x"]);
    expect(wrap("", 4)).toEqual([""]);
  });
});
