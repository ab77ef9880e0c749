/**
 * docs/images/report.png and report-sliders.png: the report on the standard policy in a simulated world, as the README
 * shows it. Needs a Chromium, at /usr/bin/chromium or as the first argument; `npm run report:screenshot`.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { definePolicy, standardPolicy, standardPolicyData } from "trialgate";
import { scoreWorld, simulate } from "trialgate/simulate";
import type { HistoryRecord } from "trialgate/tuning";
import { renderReport } from "trialgate/tuning";

const history: HistoryRecord[] = [];
for await (const record of scoreWorld(simulate({ seed: "report", signups: 6000 }))) history.push(record);

// Something to compare it with: a ladder that is ten points stricter.
const tiers = standardPolicyData.tiers.map((tier) =>
  "maxPoints" in tier ? { ...tier, maxPoints: tier.maxPoints - 10 } : tier,
);
const challenger = definePolicy({ ...standardPolicyData, id: "stricter", tiers });
const title = "The standard policy in a simulated world";
const page = renderReport(history, { policy: standardPolicy, challenger, title });

const folder = mkdtempSync(join(tmpdir(), "trialgate-screenshot-"));
const file = join(folder, "report.html");
writeFileSync(file, page);
const browser = await chromium.launch({
  executablePath: process.argv[2] ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  const image = (name: string): string =>
    fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));
  const view = await browser.newPage({ viewport: { width: 1280, height: 1320 }, colorScheme: "light" });
  await view.goto(pathToFileURL(file).href);
  await view.screenshot({ path: image("report") });
  await view.setViewportSize({ width: 1280, height: 1160 });
  await view.emulateMedia({ colorScheme: "dark" });
  await view.getByLabel("starter, up to").focus();
  for (let step = 0; step < 12; step++) await view.keyboard.press("ArrowLeft");
  await view.locator("#bench").evaluate("document.querySelector('#bench-head').scrollIntoView()");
  await view.screenshot({ path: image("report-sliders") });
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
