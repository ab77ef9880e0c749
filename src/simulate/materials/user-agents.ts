import type { Random } from "../random.js";

/** What somebody sits in front of. */
export type Platform = "windows" | "mac" | "linux" | "chromebook" | "android" | "iphone" | "ipad";

/** What the devices of people are, weighted: assumed; more desks than the web at large, as with tools for work. */
export const platforms: readonly (readonly [Platform, number])[] = [
  ["windows", 42],
  ["mac", 20],
  ["linux", 4],
  ["chromebook", 1],
  ["android", 17],
  ["iphone", 14],
  ["ipad", 2],
];

const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
const safari = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const systems = {
  windows: "Windows NT 10.0; Win64; x64",
  mac: "Macintosh; Intel Mac OS X 10_15_7",
  linux: "X11; Linux x86_64",
  chromebook: "X11; CrOS x86_64 14541.0.0",
  android: "Linux; Android 10; K",
} as const;
type ChromeSystem = keyof typeof systems;

// Chrome's version as of summer 2026, by its calendar of a version every four weeks (chromiumdash.appspot.com/schedule);
// a part of the browsers lags behind by one or two.
const chromeVersions = [
  [149, 60],
  [148, 26],
  [147, 8],
  [144, 3],
  [138, 3],
] as const;

const chromium = (system: ChromeSystem, version: number, mobile = false): string =>
  `Mozilla/5.0 (${systems[system]}) ${webkit} Chrome/${version}.0.0.0 ${mobile ? "Mobile " : ""}Safari/537.36`;

const geckoSystems = {
  windows: "Windows NT 10.0; Win64; x64",
  mac: "Macintosh; Intel Mac OS X 10.15",
  linux: "X11; Linux x86_64",
} as const;

const firefoxOn = (system: string, version: number): string =>
  `Mozilla/5.0 (${system}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`;

// Safari 26 freezes the version of the system at 18_6 (webkit.org/blog, release notes of Safari 26).
const safariOn = (system: string, version: string, mobile: string): string =>
  `Mozilla/5.0 (${system}) ${safari} Version/${version} ${mobile}Safari/${mobile === "" ? "605.1.15" : "604.1"}`;

type Build = (random: Random) => string;
const chrome = (system: ChromeSystem, mobile = false): Build => {
  return (random) => chromium(system, random.weighted(chromeVersions), mobile);
};
const edge = (system: ChromeSystem): Build => {
  return (random) => {
    const version = random.weighted(chromeVersions);
    return `${chromium(system, version)} Edg/${version}.0.0.0`;
  };
};
const opera: Build = (random) => `${chromium("windows", 147)} OPR/${random.int(130, 132)}.0.0.0`;
const firefox = (system: string): Build => {
  return (random) =>
    firefoxOn(system, random.weighted([[151, 70] as const, [150, 18] as const, [140, 12] as const]));
};
const safariVersion = (random: Random): string =>
  random.weighted([["26.5", 60] as const, ["26.3", 20] as const, ["18.6", 20] as const]);
const iosSystem = {
  iphone: "iPhone; CPU iPhone OS 18_6 like Mac OS X",
  ipad: "iPad; CPU OS 18_6 like Mac OS X",
} as const;
const mobileSafari = (device: keyof typeof iosSystem): Build => {
  return (random) => safariOn(iosSystem[device], safariVersion(random), "Mobile/15E148 ");
};
const iosChrome = (device: keyof typeof iosSystem): Build => {
  return (random) =>
    `Mozilla/5.0 (${iosSystem[device]}) ${safari} CriOS/${random.weighted(chromeVersions)}.0.7000.41 Mobile/15E148 Safari/604.1`;
};
const samsung: Build = () =>
  `Mozilla/5.0 (${systems.android}) ${webkit} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36`;
const androidFirefox: Build = () => "Mozilla/5.0 (Android 15; Mobile; rv:151.0) Gecko/151.0 Firefox/151.0";

// Shares within each platform: assumed, roughly after StatCounter (gs.statcounter.com), 2025.
const browsers: Readonly<Record<Platform, readonly (readonly [Build, number])[]>> = {
  windows: [
    [chrome("windows"), 70],
    [edge("windows"), 18],
    [firefox(geckoSystems.windows), 9],
    [opera, 3],
  ],
  mac: [
    [chrome("mac"), 64],
    [(random) => safariOn(systems.mac, safariVersion(random), ""), 26],
    [firefox(geckoSystems.mac), 7],
    [edge("mac"), 3],
  ],
  linux: [
    [chrome("linux"), 58],
    [firefox(geckoSystems.linux), 34],
    [firefox("X11; Ubuntu; Linux x86_64"), 8],
  ],
  chromebook: [[chrome("chromebook"), 1]],
  android: [
    [chrome("android", true), 84],
    [samsung, 13],
    [androidFirefox, 3],
  ],
  iphone: [
    [mobileSafari("iphone"), 84],
    [iosChrome("iphone"), 16],
  ],
  ipad: [
    [mobileSafari("ipad"), 88],
    [iosChrome("ipad"), 12],
  ],
};

/** The User-Agent header of a browser that people use, on a platform. */
export function browserAgent(random: Random, platform: Platform): string {
  return random.weighted(browsers[platform])(random);
}

/** The User-Agent header of Tor Browser, which says no more than the kind of system (tb-manual.torproject.org/anti-fingerprinting). */
export function torBrowserAgent(platform: "windows" | "mac" | "linux"): string {
  // Tor Browser 15 is made of this extended support release of Firefox.
  return firefoxOn(geckoSystems[platform], 140);
}

// What programs say of themselves unless told otherwise; versions of 2025 and 2026.
const programs: readonly (readonly [agent: string, weight: number])[] = [
  ["python-requests/2.32.5", 26],
  ["Python/3.13 aiohttp/3.13.2", 8],
  ["python-httpx/0.28.1", 8],
  ["Go-http-client/2.0", 10],
  ["axios/1.13.2", 10],
  ["node", 6],
  ["curl/8.16.0", 8],
  ["okhttp/5.1.0", 3],
  ["Java-http-client/21.0.8", 2],
  ["", 2],
];

/** The User-Agent header of a program that does not hide what it is. */
export function automationAgent(random: Random): string {
  return random.chance(0.2) ? headlessAgent(random) : random.weighted(programs);
}

/** The User-Agent header of a browser without a screen, as Puppeteer and Playwright drive it by default. */
export function headlessAgent(random: Random): string {
  return chromium("linux", random.weighted(chromeVersions)).replace("Chrome/", "HeadlessChrome/");
}
