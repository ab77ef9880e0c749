import { hours, minutes } from "trialgate";
import { assumed, assumedShare, defineCohort } from "../cohort.js";
import type { CountryCode } from "../materials/countries.js";
import { cookieDevice, deviceModel, fingerprintDevice } from "../materials/devices.js";
import { habits } from "../materials/habits.js";
import { carrierAddress } from "../materials/networks.js";
import { persona } from "../materials/persona.js";
import { phoneBlock, phoneNumber } from "../materials/phones.js";
import { browserAgent } from "../materials/user-agents.js";
import { accounts, campaigns } from "./campaigns.js";
import { cost } from "./cost.js";
import { guise, shown } from "./guise.js";
import { several } from "./several.js";
import { inSittings, sittings } from "./sittings.js";

// Where a code costs least, and where farms have the handsets. Assumed, after the prices of cotsi.org.
const farmlands: readonly (readonly [CountryCode, number])[] = [
  ["RU", 3],
  ["GB", 2],
  ["ID", 2],
  ["VN", 2],
  ["US", 1],
  ["PH", 1],
  ["NG", 1],
];

/** Racks of phones with rented numbers. */
export const smsFarm = defineCohort({
  name: "sms-farm",
  label: "abuse",
  text: "Racks of real phones on mobile data with rented numbers that receive the code: a verified phone behind an address that thousands of people share.",
  share: assumed(0.05, "share of attacks"),
  parameters: {
    ...sittings({ size: 45, gapMs: minutes(7), sitting: 12, restMs: hours(9) }),
    ...cost(
      0.35,
      "a code by text message costs $0.08 in Russia and $0.26 in the US (Dek et al., Science, 2025; cotsi.org); a mailbox in bulk, assumed",
    ),
    blocks: assumed(2, "blocks of ten thousand numbers that a campaign rents from"),
    handsets: assumed(15, "phones a campaign has, all of a few models"),
    models: assumed(2, "models of phone a campaign has"),
    pool: assumed(16, "addresses that the customers of one carrier share, as far as they come here"),
    cleared: assumedShare(0.8, "share of accounts for which the phone's browser is reset"),
  },
  *arrivals(plan) {
    const { values } = plan;
    for (const campaign of campaigns(plan, inSittings(values))) {
      const { tools } = campaign;
      const country = tools.weighted(farmlands);
      const blocks = several(values.blocks, () => phoneBlock(tools, country));
      const models = several(values.models, () => deviceModel(tools, "android"));
      const fingerprinted = tools.chance(habits.fingerprint.value);
      const handsets = several(values.handsets, () => ({
        device: fingerprinted ? fingerprintDevice(tools, tools.pick(models)) : cookieDevice(tools),
        userAgent: browserAgent(tools, "android"),
      }));
      yield* accounts(campaign, ({ random }) => {
        const person = persona(random, {
          country,
          provider: random.pick(["gmail.com", "outlook.com"]),
          address: carrierAddress(random, country, { pool: values.pool }),
        });
        // A number answers one code a site, so each account has its own.
        const phone = phoneNumber(random, country, { block: random.pick(blocks) });
        const handset = shown(random, random.pick(handsets), values.cleared);
        return guise({ ...person, phone }, random, handset, { phone: 1, verifiedPhone: 1, verifiedEmail: 1 });
      });
    }
  },
});
