import { spawn } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { describe, expect, it } from "vitest";
import { manifest } from "../../scripts/doors.js";

const command = ["--conditions=trialgate-source", "--import", "tsx", "src/cli/main.ts"];
const start = (...args: readonly string[]) => spawn(process.execPath, [...command, ...args]);
const line = (place: number): string =>
  `${JSON.stringify({ id: `s${place}`, email: `someone.${place}@example.org`, at: 1_780_000_000_000 + place })}\n`;

describe("the command as a process", { timeout: 60_000 }, () => {
  it("tells its version", async () => {
    const { stdout } = start("--version");
    expect(await text(stdout)).toBe(`${manifest.version}\n`);
  });

  it("reads standard input to its end, and keeps data and errors apart", async () => {
    const child = start("score", "-", "--json", "--skip-invalid");
    child.stdin.end(`${line(1)}oops\r\n${line(2)}`);
    const [out, err, [exit]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "exit"),
    ]);
    expect(exit).toBe(0);
    expect(
      out
        .trim()
        .split("\n")
        .map((one) => JSON.parse(one).id),
    ).toEqual(["s1", "s2"]);
    expect(err).toMatch(/^line 2: is not JSON.*\n1 bad line left out, 2 signups scored\n$/);
    expect(out + err).not.toContain("someone.");
  });

  it("scores the other lines and ends with 1 when one is bad", async () => {
    const child = start("score", "-", "--json");
    child.stdin.end(`oops\n${line(1)}`);
    const [out, [exit]] = await Promise.all([text(child.stdout), once(child, "exit")]);
    expect(exit).toBe(1);
    expect(out.trim().split("\n")).toHaveLength(1);
  });

  it("ends quietly when its reader has seen enough", async () => {
    const child = start("score", "-", "--json");
    child.stdin.on("error", () => {});
    const feed = setInterval(() => child.stdin.write(line(1)), 1);
    const exited = once(child, "exit");
    await once(child.stdout, "data");
    child.stdout.destroy();
    const [err, [exit]] = await Promise.all([text(child.stderr), exited]);
    clearInterval(feed);
    expect([exit, err]).toEqual([0, ""]);
  });

  it("takes no more input than it has answered, so that memory stays bounded however long the file", async () => {
    const child = start("score", "-", "--json");
    let given = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) yield line(given++);
      })(),
      { highWaterMark: 1 },
    );
    const feeding = pipeline(endless, child.stdin).catch(() => {});
    // Nobody reads standard output: the pipe fills, and then the command must stop asking.
    let before = -1;
    while (given !== before || given === 0) {
      before = given;
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
    expect(given).toBeLessThan(5_000);
    child.kill();
    child.stdout.destroy();
    await feeding;
  });
});
