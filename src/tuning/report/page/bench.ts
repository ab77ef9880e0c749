import type { ResolvedPolicy } from "trialgate";
import { groupNames } from "../judgements.js";
import type { PageData } from "../page-data.js";
import { prepareRejudge } from "../rejudge.js";
import { unpackSample } from "../sample.js";
import { spoken } from "../sections/bench-tiles.js";
import { benchViews } from "../sections/bench-views.js";
import { told } from "../sections/panel.js";
import { followers, type Settings, withSettings, writtenWith } from "../sliders.js";
import { tryOut } from "../tried.js";
import { copy } from "./copy.js";
import { byId, show } from "./dom.js";

/** Lets the sliders judge the sample again. */
export function startBench(data: PageData): void {
  const signups = unpackSample(data.sample);
  const rejudge = prepareRejudge(signups, data.policy);
  const groups = groupNames(signups);
  const before = tryOut(rejudge, data);
  const panel = byId<HTMLFormElement>("panel");
  const sliders = Array.from(panel.querySelectorAll<HTMLInputElement>("input[data-key]"));
  const json = byId<HTMLTextAreaElement>("json");
  const state = { settings: {} as Settings, isDrawing: false };

  const write = (slider: HTMLInputElement): void => {
    const text = told(slider.dataset.kind ?? "", slider.valueAsNumber);
    slider.ariaValueText = text;
    byId(`${slider.id}-value`).textContent = text;
    slider.closest(".slider")?.classList.toggle("moved", slider.value !== slider.defaultValue);
  };
  const writeJson = (policy: ResolvedPolicy): void => {
    json.value = JSON.stringify(writtenWith(data.written, policy, state.settings), undefined, 2);
  };
  const draw = (): void => {
    state.isDrawing = false;
    const setting = withSettings(data, state.settings);
    const views = benchViews(before, tryOut(rejudge, setting), { rejudge, groups });
    for (const [id, view] of Object.entries(views)) show(id, view);
    writeJson(setting.policy);
  };
  // However fast a slider moves: once a frame.
  const drawSoon = (): void => {
    if (!state.isDrawing) requestAnimationFrame(draw);
    state.isDrawing = true;
  };
  // Only when a slider comes to rest: nobody wants every step read out.
  const tell = (): void => {
    byId("told").textContent = spoken(before, tryOut(rejudge, withSettings(data, state.settings)));
  };

  panel.addEventListener("input", ({ target }) => {
    const slider = sliders.find((one) => one === target);
    if (slider === undefined) return;
    const { key = "" } = slider.dataset;
    const value = slider.valueAsNumber;
    const moved: Settings = { ...followers(key, value, data.policy, state.settings), [key]: value };
    for (const one of sliders) {
      const { key: own = "" } = one.dataset;
      const wanted = moved[own];
      if (wanted === undefined) continue;
      // Read back: a slider goes no further than its ends.
      one.valueAsNumber = wanted;
      state.settings = { ...state.settings, [own]: one.valueAsNumber };
      write(one);
    }
    drawSoon();
  });
  panel.addEventListener("change", tell);
  panel.addEventListener("reset", (event) => {
    // By hand: the browser would reset after this, and what is drawn must be what the sliders say.
    event.preventDefault();
    state.settings = {};
    for (const one of sliders) {
      one.value = one.defaultValue;
      write(one);
    }
    draw();
    tell();
  });
  byId("copy").addEventListener("click", async () => {
    byId("copied").textContent = (await copy(json)) ? "Copied." : "Select the text below and copy it.";
  });
  writeJson(data.policy);
}
