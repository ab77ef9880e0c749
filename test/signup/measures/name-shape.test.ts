import { expect, it } from "vitest";
import { nameShape } from "../../../src/signup/measures/name-shape.js";

it.each([
  ["ann.lee", "A.A", "words", undefined],
  ["j.lee", "a.A", "words", undefined],
  ["1029384756", "9999999999", "words", undefined],
  ["annlee1990", "A9999", "tail", "annlee9"],
  ["ann.lee7", "A.A9", "tail", "ann.lee9"],
  ["tester00017", "A99999", "mixed", "tester9"],
  ["4ann", "9A", "mixed", "9ann"],
  ["x7k2p9", "mixed", "mixed", undefined],
  ["user1a2", "mixed", "mixed", "user9a9"],
  ["иван.петров85", "A.A99", "tail", "иван.петров9"],
  ["名前太郎", "A", "words", undefined],
] as const)("%s is built as %s", (name, shape, kind, template) => {
  expect(nameShape(name)).toEqual({ shape, kind, ...(template && { template }) });
});

it("gives random names one shape", () => {
  const shapes = ["x7k2p9", "k22pq8z", "9a8b7c"].map((name) => nameShape(name).shape);
  expect(new Set(shapes)).toEqual(new Set(["mixed"]));
});
