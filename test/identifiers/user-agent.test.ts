import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Automation, parseUserAgent, type UserAgent } from "../../src/identifiers/user-agent.js";

function userAgent(text: string): UserAgent {
  const parsed = parseUserAgent(text);
  if (!parsed.ok) throw new Error(`${parsed.code}: ${text}`);
  return parsed.value;
}

const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const LINUX = "Mozilla/5.0 (X11; Linux x86_64)";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)";
const IPAD = "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X)";
const BLINK = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0";
const WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)";

/** What people's browsers of every kind send, and how each is summed up. */
const people = JSON.parse(
  readFileSync(new URL("../vectors/user-agents.json", import.meta.url), "utf8"),
) as readonly { readonly summary: string; readonly mobile: boolean; readonly text: string }[];

describe("people's browsers", () => {
  test("are many", () => {
    expect(people.length).toBeGreaterThanOrEqual(65);
  });

  test.each(people)("$summary (mobile: $mobile)", ({ text, ...expected }) => {
    expect(userAgent(text)).toMatchObject({
      ...expected,
      automation: "none",
      impossible: false,
      truncated: false,
    });
  });
});

describe("automation", () => {
  test.each<[Automation, string, string]>([
    ["empty", "empty user agent", ""],
    ["empty", "empty user agent", "   "],
    [
      "headless",
      "headless: Chrome Headless 141 on Linux",
      `${LINUX} AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/141.0.0.0 Safari/537.36`,
    ],
    [
      "headless",
      "headless: PhantomJS 2 on Linux",
      `${LINUX} AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1`,
    ],
    ["headless", "headless: Chrome 141 on Mac OS", `${MAC} ${BLINK} Safari/537.36 Playwright/1.55`],
    ["headless", "headless: Chrome 141 on Mac OS", `${MAC} ${BLINK} Safari/537.36 puppeteer`],
    ["headless", "headless: unknown browser", "Selenium WebDriver"],
    [
      "headless",
      "headless: WebKit 537 on linux",
      "Mozilla/5.0 (linux) AppleWebKit/537.36 (KHTML, like Gecko) jsdom/22.1.0",
    ],
    ["library", "curl (HTTP library)", "curl/8.7.1"],
    ["library", "wget (HTTP library)", "Wget/1.21.4"],
    ["library", "python-requests (HTTP library)", "python-requests/2.32.3"],
    ["library", "python (HTTP library)", "Python/3.12 aiohttp/3.10.5"],
    ["library", "aiohttp (HTTP library)", "aiohttp/3.10.5"],
    ["library", "python-urllib (HTTP library)", "Python-urllib/3.12"],
    ["library", "okhttp (HTTP library)", "okhttp/4.12.0"],
    ["library", "go-http-client (HTTP library)", "Go-http-client/2.0"],
    ["library", "axios (HTTP library)", "axios/1.7.7"],
    ["library", "node-fetch (HTTP library)", "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)"],
    ["library", "node (HTTP library)", "node"],
    ["library", "undici (HTTP library)", "undici"],
    ["library", "java (HTTP library)", "Java/17.0.12"],
    ["library", "apache-httpclient (HTTP library)", "Apache-HttpClient/4.5.14 (Java/17.0.12)"],
    ["library", "libwww-perl (HTTP library)", "libwww-perl/6.77"],
    ["library", "postmanruntime (HTTP library)", "PostmanRuntime/7.42.0"],
    ["library", "insomnia (HTTP library)", "insomnia/10.0.0"],
    ["library", "dart (HTTP library)", "Dart/3.5 (dart:io)"],
    [
      "library",
      "powershell (HTTP library)",
      "Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.26100; en-US) PowerShell/7.4.6",
    ],
    [
      "library",
      "powershell (HTTP library)",
      "Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.26100.2161",
    ],
    ["bot", "declared bot", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"],
    [
      "bot",
      "declared bot",
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    ],
    ["bot", "declared bot", "Mozilla/5.0"],
    ["bot", "declared bot", "my-script/0.1"],
  ])("%s: %s %#", (automation, summary, text) => {
    expect(userAgent(text)).toMatchObject({ automation, summary, impossible: false });
  });
});

describe("impossible", () => {
  test.each([
    ["Safari 18 on Windows", `${WINDOWS} ${WEBKIT} Version/18.5 Safari/605.1.15`],
    [
      "an iPhone with Windows",
      `Mozilla/5.0 (iPhone; Windows NT 10.0) ${WEBKIT} Version/18.5 Mobile/15E148 Safari/604.1`,
    ],
    [
      "Windows with Android",
      `Mozilla/5.0 (Windows NT 10.0; Android 10; Pixel 3) ${BLINK} Mobile Safari/537.36`,
    ],
    ["a Macintosh with Windows", `Mozilla/5.0 (Macintosh; Windows NT 10.0; Win64) ${BLINK} Safari/537.36`],
    ["Chrome on iOS by its desktop name", `${IPHONE} ${BLINK} Mobile Safari/537.36`],
    ["Chrome on an iPad by its desktop name", `${IPAD} ${BLINK} Safari/537.36`],
    ["Chrome 0", `${WINDOWS} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/0.0.0.0 Safari/537.36`],
    ["Chrome 1000", `${WINDOWS} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1000.0.0.0 Safari/537.36`],
    ["Firefox 99999", "Mozilla/5.0 (X11; Linux x86_64; rv:99999.0) Gecko/20100101 Firefox/99999.0"],
    ["MSIE with Chrome", "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2) Chrome/141.0.0.0"],
    ["Gecko with Chrome", `${LINUX} Gecko/20100101 Firefox/144.0 Chrome/141.0.0.0`],
    ["Windows NT 11", `Mozilla/5.0 (Windows NT 11.0; Win64; x64) ${BLINK} Safari/537.36`],
  ])("%s", (_, text) => {
    expect(userAgent(text).impossible).toBe(true);
  });
});

describe("parseUserAgent", () => {
  test("describes a browser in full, without the raw text", () => {
    expect(userAgent(`${MAC} ${WEBKIT} Version/18.5 Safari/605.1.15`)).toEqual({
      browser: { name: "Safari", major: 18 },
      os: { name: "Mac OS", version: "10.15.7" },
      mobile: false,
      automation: "none",
      impossible: false,
      truncated: false,
      summary: "Safari 18 on Mac OS",
    });
  });

  test("leaves out what it does not know", () => {
    const unknown = userAgent("");
    expect(unknown).not.toHaveProperty("browser");
    expect(unknown).not.toHaveProperty("os");
  });

  test("passes on no text of the client's own as a version", () => {
    const console = userAgent("Mozilla/5.0 (Xbox; Xbox someone@example.com) Edge/x.someone");
    expect(JSON.stringify(console)).not.toContain("someone");
    expect(userAgent(`${WINDOWS} Chrome/99999999999999999999999`).browser).toEqual({ name: "Chrome" });
  });

  test("reads 1024 characters and says when there were more", () => {
    const browser = `${WINDOWS} ${BLINK} Safari/537.36`;
    expect(userAgent(browser.padEnd(1024, "x")).truncated).toBe(false);
    expect(userAgent(browser.padEnd(1025, "x"))).toMatchObject({
      truncated: true,
      summary: "Chrome 141 on Windows",
    });
    expect(userAgent(`${browser.padEnd(1025)}HeadlessChrome`).automation).toBe("none");
  });

  test.each([undefined, null])("%s is missing", (input) => {
    expect(parseUserAgent(input)).toMatchObject({ ok: false, code: "missing" });
  });

  test.each([
    42,
    true,
    {},
    ["curl/8"],
    Symbol("x"),
    "curl\u0000/8",
    "curl/8\r\nx: y",
    "\u007f",
    "a\u0085b",
    "\t",
  ])("input %# is malformed", (input) => {
    const parsed = parseUserAgent(input);
    expect(parsed).toMatchObject({ ok: false, code: "malformed" });
    expect(JSON.stringify(parsed)).not.toContain("curl");
  });

  test.each(["\ud800", "__proto__", "👋", "Mozilla/5.0 (Linux; Android 13; Téléphone)"])(
    "%j is read",
    (text) => {
      expect(userAgent(text).automation).toMatch(/none|bot/);
    },
  );

  test.each([
    "naver(",
    "naver(1.1",
    "(",
    "Mozilla/5.0 (",
    "opera ",
    "a ",
    "trident rv:1 ",
    "0".repeat(9),
    "Chrome/0",
  ])("100 kB of %j cost no more than a moment", (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const start = performance.now();
    expect(userAgent(text).truncated).toBe(true);
    expect(performance.now() - start).toBeLessThan(250);
  });

  test("never throws, and answers the same twice", () => {
    const anything = fc.property(fc.oneof(fc.anything(), fc.string({ unit: "binary" })), (input) => {
      expect(parseUserAgent(input)).toEqual(parseUserAgent(input));
    });
    fc.assert(anything, { seed: 10, numRuns: 1000 });
  });
});
