import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { found } from "./traces.js";

const text = "Ada.Lovelace@Example.org";
const digest = (name: string, of: string): Buffer => createHash(name).update(of).digest();

it.each([
  ["plain", Buffer.from(text)],
  ["lower case, plain", Buffer.from(text.toLowerCase())],
  ["hex", Buffer.from(Buffer.from(text).toString("hex"))],
  ["base64", Buffer.from(Buffer.from(text).toString("base64url"))],
  ["sha256", digest("sha256", text)],
  ["lower case, sha256 as hex", Buffer.from(digest("sha256", text.toLowerCase()).toString("hex"))],
  ["sha1 as base64", Buffer.from(digest("sha1", text).toString("base64url"))],
  ["lower case, md5", digest("md5", text.toLowerCase())],
])("finds a text as %s, wherever it stands", (how, bytes) => {
  for (const where of [bytes, Buffer.concat([Buffer.from("Ad"), bytes, Buffer.from("Ad")])]) {
    expect(found(where, ["somebody else", text])).toContain(`${text} (${how})`);
  }
});

it("finds nothing where there is nothing", () => {
  expect(found(Buffer.from("Ada.Lovelace@Example.or"), [text])).toEqual([]);
  expect(found(Buffer.alloc(0), [text])).toEqual([]);
});
