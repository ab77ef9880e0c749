import { type PageData, pageDataId } from "../page-data.js";
import { startBench } from "./bench.js";
import { byId } from "./dom.js";
import { startSorting } from "./sort.js";
import { startTheme } from "./theme.js";

startTheme();
startSorting();
const data: PageData = JSON.parse(byId(pageDataId).textContent ?? "");
// After the first picture: judging thousands of signups takes a moment.
requestAnimationFrame(() => startBench(data));
