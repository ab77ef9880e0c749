import { describe, expect, it } from "vitest";
import { userAgent } from "../../../src/signup/signals/user-agent.js";
import { lookAt, refusal } from "./harness.js";

const seen = async (text: string, channel?: string, signal = userAgent()) =>
  (await lookAt(signal, [{ id: "a", userAgent: text, ...(channel !== undefined && { channel }) }]))[0];

describe("what admits to be a program", () => {
  it.each([
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/141.0.0.0 Safari/537.36",
      "headless",
      1,
    ],
    ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "bot", 1],
    ["curl/8.5.0", "library", 0.8],
    ["python-requests/2.32.3", "library", 0.8],
    ["Dart/3.5 (dart:io)", "library", 0.8],
  ])("%s", async (text, kind, strength) => {
    expect(await seen(text)).toEqual([{ code: "user-agent.automation", strength, detail: { kind } }]);
  });

  it("is expected where programs sign up, but no headless browser is", async () => {
    expect(await seen("okhttp/4.12.0", "app")).toEqual([]);
    expect(await seen("curl/8.5.0", "cli")).toEqual([]);
    expect(await seen("curl/8.5.0", "web")).toHaveLength(1);
    expect(await seen("Mozilla/5.0 (X11) HeadlessChrome/141.0.0.0", "cli")).toHaveLength(1);
    expect(await seen("curl/8.5.0", "terminal", userAgent({ libraryChannels: ["terminal"] }))).toEqual([]);
    expect(await seen("curl/8.5.0", "cli", userAgent({ libraryChannels: [] }))).toHaveLength(1);
    // A tool of one's own passes for a robot with those who know robots.
    expect(await seen("acme-cli/1.0 node/22", "web")).toHaveLength(1);
    expect(await seen("acme-cli/1.0 node/22", "cli")).toEqual([]);
    expect(await seen("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/141.0.0.0", "cli")).toHaveLength(1);
  });
});

it("sees a header sent empty, not one that was never given", async () => {
  expect(await seen("")).toEqual([{ code: "user-agent.empty", strength: 1 }]);
  expect(await lookAt(userAgent(), [{ id: "a" }])).toEqual([[]]);
});

it("sees a text that contradicts itself", async () => {
  const text =
    "Mozilla/5.0 (iPhone; Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
  expect(await seen(text)).toEqual([{ code: "user-agent.impossible", strength: 1 }]);
});

it.each([
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  "Mozilla/5.0 (Windows NT 6.1; rv:52.0) Gecko/20100101 Firefox/52.0",
  "Mozilla/5.0 (Linux; Android 9; SM-J330F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/11.1 Chrome/75.0.3770.143 Mobile Safari/537.36",
  "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; en) Presto/2.8.119 Version/11.10",
])("says nothing of a browser, old and rare ones included: %s", async (text) => {
  expect(await seen(text)).toEqual([]);
});

it("refuses channels that are no list of texts", () => {
  const bad = { libraryChannels: ["cli", ""] };
  expect(refusal(() => userAgent(bad))).toBe(
    'libraryChannels: must be a list of texts that are not empty, like ["cli", "app"]',
  );
});
