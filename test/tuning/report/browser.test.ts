import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { type DataPolicy, definePolicy, standardPolicy, standardPolicyData } from "trialgate";
import type { HistoryRecord } from "trialgate/tuning";
import { measure, renderReport } from "trialgate/tuning";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { percent, usd } from "../../../src/tuning/report/words.js";
import { describeWith, findBinary } from "../../servers/needs.js";
import { benchFigures, lowContrast, nameless, until } from "./page-checks.js";
import { smallWorld } from "./small-world.js";

const hostile = `</script><img src=x onerror="document.title='broken'">`;
const title = `"Quotes" & <b>tags</b> ${hostile}`;
// A busy machine takes its time to draw.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const starterLimit = "starter, up to";

describeWith("chromium", "the report in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "trialgate-report-"));
  const file = join(folder, "report.html");
  const made: { browser?: Browser; history: readonly HistoryRecord[] } = { history: [] };

  beforeAll(async () => {
    const world = await smallWorld("browser", 400);
    made.history = world.map((record) =>
      record.group === "school" ? { ...record, group: hostile } : record,
    );
    const challenger = definePolicy({ ...standardPolicyData, id: hostile, prior: 0.3 });
    writeFileSync(file, renderReport(made.history, { policy: standardPolicy, challenger, title }));
    const executablePath = findBinary("chromium") ?? "chromium";
    made.browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });

  afterAll(async () => {
    await made.browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the page, and fails on anything that it asks for or says, but for what is `expected`, while `look` looks. */
  async function open(
    view: { readonly width?: number; readonly dark?: boolean; readonly expected?: RegExp },
    look: (page: Page) => Promise<void>,
  ): Promise<void> {
    if (made.browser === undefined) throw new Error("there is no browser");
    const page = await made.browser.newPage({
      viewport: { width: view.width ?? 1280, height: 900 },
      colorScheme: view.dark ? "dark" : "light",
    });
    const said: string[] = [];
    const asked: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", ({ message }) => said.push(message));
    page.on("request", (request) => asked.push(request.url()));
    const { href } = pathToFileURL(file);
    try {
      await page.goto(href);
      await page.evaluate(until("#json", "value"));
      await look(page);
      const { expected } = view;
      expect(said).toEqual(expected === undefined ? [] : [expect.stringMatching(expected)]);
      expect(asked).toEqual([href]);
    } finally {
      await page.close();
    }
  }

  const figures = (page: Page): Promise<readonly string[]> => page.evaluate(benchFigures);

  /** What `measure` says of the policy that the page would copy. */
  function measured(policy: DataPolicy): readonly string[] {
    const { lossPer1000, atOnce, recallAt1 } = measure(made.history, policy, { resamples: 20 });
    return [
      usd(lossPer1000?.value ?? Number.NaN),
      percent(atOnce?.starter?.value),
      percent(recallAt1?.value),
    ];
  }

  const copied = async (page: Page): Promise<DataPolicy> =>
    definePolicy(JSON.parse(await page.locator("#json").inputValue()));

  /** Presses a key and waits for the next frame, in which the page judges. */
  async function press(page: Page, key: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time++) await page.keyboard.press(key);
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  it("judges again when a slider moves, as `measure` does, and says so", () =>
    open({}, async (page) => {
      const [loss, , atOnce, recall] = await figures(page);
      expect([loss, atOnce, recall]).toEqual(measured(standardPolicy));

      await page.getByLabel(starterLimit).focus();
      await press(page, "ArrowLeft", 16);
      const policy = await copied(page);
      expect(policy.resolved.tiers[1]?.maxPoints).toBe(34);
      // The tier above may not bear more, and has followed.
      expect(policy.resolved.tiers[0]?.maxPoints).toBe(33);
      const [stricterLoss, , stricter, sameRecall] = await figures(page);
      expect([stricterLoss, stricter, sameRecall]).toEqual(measured(policy));
      expect(stricter).not.toBe(atOnce);
      expect(await page.getByLabel(starterLimit).getAttribute("aria-valuetext")).toBe("34");
      expect(await page.locator("#told").textContent()).toContain(`or better: ${stricter}, was ${atOnce}.`);
    }));

  it("judges by other weights and credits, and goes back", () =>
    open({}, async (page) => {
      const before = await figures(page);
      await page.getByRole("slider", { name: "disposable-email.listed" }).focus();
      await press(page, "Home");
      await page.getByRole("slider", { name: "form-behaviour.too-fast" }).focus();
      await press(page, "Home");
      await page.getByRole("slider", { name: "starter", exact: true }).focus();
      await press(page, "ArrowRight", 4);
      const policy = await copied(page);
      expect(policy.resolved.tiers[1]?.credits).toBe(2);
      expect(policy.resolved.reasons["disposable-email.listed"]?.points).toBeLessThan(10);
      const [loss, , atOnce, recall] = await figures(page);
      expect([loss, atOnce, recall]).toEqual(measured(policy));
      expect([loss, recall]).not.toEqual([before[0], before[3]]);

      await page.getByRole("button", { name: "Reset" }).click();
      expect(await figures(page)).toEqual(before);
      expect((await copied(page)).resolved.tiers).toEqual(standardPolicy.resolved.tiers);
    }));

  it("copies the policy, or shows it where a page may not", () =>
    open({}, async (page) => {
      await page.getByRole("button", { name: "Copy policy as JSON" }).click();
      await page.evaluate(until("#copied", "textContent"));
      const told = await page.locator("#copied").textContent();
      const isShown = await page.locator("#json").isVisible();
      expect([told, isShown]).toEqual(
        isShown ? ["Select the text below and copy it.", true] : ["Copied.", false],
      );
    }));

  it("keeps hostile names text, as drawn and as drawn again", () =>
    open({}, async (page) => {
      await page.getByLabel(starterLimit).focus();
      await press(page, "ArrowLeft");
      expect(await page.title()).toBe(title);
      expect(await page.locator("h1").textContent()).toBe(title);
      expect(await page.locator("img, b").count()).toBe(0);
      expect(await page.locator("#groups").getByText(hostile).count()).toBeGreaterThan(0);
      expect(await page.locator("#bench-groups").getByText(hostile).count()).toBeGreaterThan(0);
    }));

  it("runs no script but its own", () =>
    open({ expected: /violates the following Content Security Policy directive/ }, async (page) => {
      const ran = await page.evaluate(`new Promise((done) => {
        addEventListener("securitypolicyviolation", ({ effectiveDirective }) => done([window.ran, effectiveDirective]));
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
      })`);
      expect(ran).toEqual([undefined, "script-src-elem"]);
    }));

  it("sorts a table by its heads", () =>
    open({}, async (page) => {
      const table = page.locator("#reasons table");
      const weights = async (): Promise<readonly number[]> =>
        (await table.locator("tbody tr td:nth-child(2) .number").allTextContents()).map((text) =>
          Number(text.replace("−", "-")),
        );
      const before = await weights();
      await table.getByRole("button", { name: "Weight" }).click();
      expect(await weights()).toEqual(before.toSorted((a, b) => b - a));
      expect(await table.locator("th[aria-sort]").getAttribute("aria-sort")).toBe("descending");
      await table.getByRole("button", { name: "Weight" }).click();
      expect(await weights()).toEqual(before.toSorted((a, b) => a - b));
    }));

  it.each([
    { dark: false, width: 1280 },
    { dark: true, width: 360 },
  ])("can be read and is named: $width wide, dark $dark", (view) =>
    open(view, async (page) => {
      await page.evaluate(
        "document.querySelectorAll('details').forEach((details) => { details.open = true; })",
      );
      await page.getByLabel(starterLimit).focus();
      await press(page, "ArrowLeft", 9);
      expect(await page.evaluate(lowContrast)).toEqual([]);
      expect(await page.evaluate(nameless)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(view.width);
      // Both checks bite.
      await page.evaluate(`(() => {
        document.querySelector("h2").style.color = "var(--line)";
        document.querySelector("#panel label").remove();
      })()`);
      expect(await page.evaluate(lowContrast)).toEqual([expect.stringMatching(/^At a glance: /)]);
      expect(await page.evaluate(nameless)).toHaveLength(1);
    }),
  );

  it("changes between light and dark", () =>
    open({}, async (page) => {
      const ground = (): Promise<string> =>
        page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor");
      const light = await ground();
      const button = page.locator("#theme");
      await button.click();
      expect(await ground()).not.toBe(light);
      await button.click();
      expect(await ground()).toBe(light);
    }));
});
