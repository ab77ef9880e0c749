import { isbot } from "isbot";
import UAParser from "ua-parser-js";
import type { Parsed } from "./parsed.js";

/** Why a text is no user agent: none was given (`missing`), or it holds control characters (`malformed`). */
export type UserAgentProblem = "missing" | "malformed";

/**
 * What the client admits to be: a browser that a program drives (`headless`), an HTTP library or command line
 * tool (`library`, which honest native apps use too), another declared robot (`bot`), a header sent without
 * any text (`empty`), or none of these. A disguised client is `none`.
 */
export type Automation = "none" | "headless" | "library" | "bot" | "empty";

/** What a User-Agent header claims. Every part is the client's word; nothing here keeps the raw text. */
export interface UserAgent {
  /** Name as in ua-parser-js 1.x, such as `Chrome` or `Mobile Safari`. */
  readonly browser?: { readonly name: string; readonly major?: number };
  /** Name as in ua-parser-js 1.x, such as `Windows` or `iOS`; a version of digits and dots. */
  readonly os?: { readonly name: string; readonly version?: string };
  /** Runs the system of a phone or tablet, as an Android TV does too; a tablet in desktop mode hides it. */
  readonly mobile: boolean;
  readonly automation: Automation;
  /** The text contradicts itself in a way that no browser in use does: it was made up. */
  readonly impossible: boolean;
  /** The text was longer than 1024 characters; only those were read. */
  readonly truncated: boolean;
  /** For people, such as `Chrome 141 on Windows`. */
  readonly summary: string;
}

/** In-app browsers append a lot, but stay below this. ua-parser-js itself reads 500. */
const MAX_LENGTH = 1024;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const MOBILE = /Mobi|Android|iP(?:hone|ad|od)|Opera Mini|BlackBerry/;
const HEADLESS =
  /headless|phantomjs|slimerjs|puppeteer|playwright|selenium|webdriver|cypress\/|jsdom|happydom|htmlunit/i;

/** The first word that HTTP libraries and tools send by default, in lower case; isbot misses some of them. */
const LIBRARIES: ReadonlySet<string> = new Set(
  `aiohttp apache-httpasyncclient apache-httpclient aria2 axios bruno-runtime bun curl dart deno faraday
  fasthttp flurl go-http-client go-resty got guzzlehttp http.rb httpie httpx hyper insomnia jakarta java
  java-http-client jersey k6 ktor-client libcurl libwww-perl lwp-request lwp::simple mechanize needle node
  node-fetch node-superagent okhttp paw php postmanruntime python python-httpx python-requests python-urllib
  python-urllib3 reqwest restsharp ruby superagent symfony undici ureq urllib3 wget winhttp xh`.split(/\s+/),
);

/**
 * Reads a User-Agent header. Absent is `missing`; present without any text is `automation: "empty"`. Names
 * come from ua-parser-js 1.x, robots from isbot 5. Bounded, never throws.
 */
export function parseUserAgent(input: unknown): Parsed<UserAgent, UserAgentProblem> {
  if (input === undefined || input === null) {
    return { ok: false, code: "missing", message: "No user agent was given." };
  }
  if (typeof input !== "string" || CONTROL.test(input.slice(0, MAX_LENGTH))) {
    return { ok: false, code: "malformed", message: "Expected a User-Agent header: text on one line." };
  }
  const text = input.slice(0, MAX_LENGTH).trim();
  const library = libraryOf(text);
  const automation = automationOf(text, library);
  const parser = text === "" ? undefined : new UAParser(text);
  const browser = describeBrowser(parser?.getBrowser());
  const os = describeOs(parser?.getOS());
  return {
    ok: true,
    value: {
      ...(browser && { browser }),
      ...(os && { os }),
      mobile: MOBILE.test(text),
      automation,
      impossible: contradictsItself(text),
      truncated: input.length > MAX_LENGTH,
      summary: summarise(automation, library, browser, os),
    },
  };
}

function libraryOf(text: string): string | undefined {
  if (/PowerShell\//.test(text)) return "powershell";
  const product = text.slice(0, text.search(/[/ (]|$/)).toLowerCase();
  return LIBRARIES.has(product) ? product : undefined;
}

function automationOf(text: string, library: string | undefined): Automation {
  if (text === "") return "empty";
  if (HEADLESS.test(text)) return "headless";
  if (library !== undefined) return "library";
  return isbot(text) ? "bot" : "none";
}

const WINDOWS = /\bWindows NT\b/;
/** Only where it stands first: cloned phones carry "iPhone" as the name of an Android model. */
const IOS = /^iP(?:hone|ad|od)\b/;
const SYSTEMS = [WINDOWS, IOS, /\bMacintosh\b/, /\bAndroid\b/];
const CHROME = /\bChrome\/\d/;
const PLAIN_SAFARI = /\(KHTML, like Gecko\) Version\/(?:[6-9]|\d\d)[\d.]* Safari\//;
const OTHER_ENGINE = /\bMSIE |\bTrident\/|\bGecko\/\d/;
/** Major version 0 or above 999; Windows 11 still says NT 10.0, and NT 7 to 9 never were. */
const UNREAL_VERSION =
  /\b(?:Chrome|CriOS|Firefox|FxiOS|EdgA?|EdgiOS|OPR)\/(?:0+(?!\d)|\d{4})|\bWindows NT (?:[789]|1[1-9])/;

/** Only what no browser in use sends, old and embedded ones included: rare or outdated is not impossible. */
function contradictsItself(text: string): boolean {
  const platform = /\(([^)]*)/.exec(text)?.[1] ?? "";
  const chrome = CHROME.test(text);
  return (
    SYSTEMS.filter((system) => system.test(platform)).length > 1 ||
    // Chrome on iOS calls itself CriOS (developer.chrome.com/docs/multidevice/user-agent).
    (chrome && IOS.test(platform)) ||
    (chrome && OTHER_ENGINE.test(text)) ||
    // Safari for Windows ended with 5.1.7 in 2012.
    (WINDOWS.test(platform) && PLAIN_SAFARI.test(text)) ||
    UNREAL_VERSION.test(text)
  );
}

type Found = { readonly name?: string; readonly version?: string } | undefined;

function describeBrowser(found: Found): UserAgent["browser"] {
  if (found?.name === undefined) return undefined;
  const major = Number.parseInt(found.version ?? "", 10);
  return { name: found.name, ...(major >= 0 && major < 10_000 && { major }) };
}

/** ua-parser-js hands some versions on as the client wrote them; only a plain number is kept. */
function describeOs(found: Found): UserAgent["os"] {
  if (found?.name === undefined) return undefined;
  const version = /^\d{1,5}(?:\.\d{1,5}){0,3}$/.exec(found.version ?? "")?.[0];
  return { name: found.name, ...(version !== undefined && { version }) };
}

function summarise(
  automation: Automation,
  library: string | undefined,
  browser: UserAgent["browser"],
  os: UserAgent["os"],
): string {
  if (automation === "empty") return "empty user agent";
  if (automation === "library") return `${library} (HTTP library)`;
  if (automation === "bot") return "declared bot";
  const name = browser === undefined ? "unknown browser" : [browser.name, browser.major].join(" ").trim();
  const prefix = automation === "headless" ? "headless: " : "";
  return `${prefix}${name}${os === undefined ? "" : ` on ${os.name}`}`;
}
