import { describe, expect, it } from "vitest";
import { type Line, lines } from "../../src/cli/lines.js";
import { bytesOf } from "./run.js";

async function read(source: AsyncIterable<Uint8Array>): Promise<readonly Line[]> {
  const all: Line[] = [];
  for await (const line of lines(source)) all.push(line);
  return all;
}

describe("lines", () => {
  const text = '\u{feff}{"a":1}\r\n\n  \r\n{"b":"żółć 🐘"}\nlast';
  const expected = [
    { number: 1, text: '{"a":1}' },
    { number: 4, text: '{"b":"żółć 🐘"}' },
    { number: 5, text: "last" },
  ];

  it.each([1, 2, 3, 7, 64, 65_536])("are the same in chunks of %i bytes", async (size) => {
    expect(await read(bytesOf(text, size))).toEqual(expected);
  });

  it("are none in an empty file, and none in one of blank lines", async () => {
    expect(await read(bytesOf(""))).toEqual([]);
    expect(await read(bytesOf("\n\r\n \n"))).toEqual([]);
  });

  it("say what is not UTF-8, and go on after it", async () => {
    async function* binary(): AsyncGenerator<Uint8Array> {
      yield Uint8Array.of(0x1f, 0x8b, 0xff, 0x0a, 0x7b, 0x7d, 0x0a);
    }
    const [first, second] = await read(binary());
    expect(first).toMatchObject({ number: 1, problem: expect.stringContaining("not UTF-8") });
    expect(second).toEqual({ number: 2, text: "{}" });
  });

  it("pass over a line above a megabyte, wherever it stands", async () => {
    const long = "x".repeat(1_000_001);
    const fits = "y".repeat(1_000_000);
    const found = await read(bytesOf(`${long}\n${fits}\n${long}`));
    expect(
      found.map(({ number, text: line, problem }) => [number, line?.length, problem?.slice(0, 19)]),
    ).toEqual([
      [1, undefined, "is longer than 1 MB"],
      [2, 1_000_000, undefined],
      [3, undefined, "is longer than 1 MB"],
    ]);
  });

  it("never hold a long line whole", async () => {
    const megabyte = Buffer.alloc(1_000_000, "x");
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (; given < 300; given += 1) yield Buffer.from(megabyte);
      yield Buffer.from("\nend\n");
    }
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    async function* watched(): AsyncGenerator<Uint8Array> {
      for await (const chunk of endless()) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        yield chunk;
      }
    }
    const found = await read(watched());
    expect(given).toBe(300);
    expect(found.map(({ number, text: line }) => [number, line])).toEqual([
      [1, undefined],
      [2, "end"],
    ]);
    expect(most).toBeLessThan(150_000_000);
  });

  it("end at once when the reader stops", async () => {
    let closed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from("a\nb\n");
      } finally {
        closed = true;
      }
    }
    for await (const line of lines(source())) if (line.number === 3) break;
    expect(closed).toBe(true);
  });
});
