import type { Cohort } from "../cohort.js";
import { adaptive } from "./adaptive.js";
import { catchAll } from "./catch-all.js";
import { disposableMail } from "./disposable-mail.js";
import { fieldStripper } from "./field-stripper.js";
import { gmailTumbler } from "./gmail-tumbler.js";
import { historyPoisoner } from "./history-poisoner.js";
import { ipv6Rotator } from "./ipv6-rotator.js";
import { lowAndSlow } from "./low-and-slow.js";
import { monthlyRecycler } from "./monthly-recycler.js";
import { numberedNames } from "./numbered-names.js";
import { patientHydra } from "./patient-hydra.js";
import { privateSuffixFarm } from "./private-suffix-farm.js";
import { recycler } from "./recycler.js";
import { scriptsOnHosting } from "./scripts-on-hosting.js";
import { smsFarm } from "./sms-farm.js";
import { warmed } from "./warmed.js";

/** The attacks that come built in, the most frequent first. Their mix is assumed: what a platform sees depends on what it gives away. */
export const attackers = {
  gmailTumbler,
  disposableMail,
  scriptsOnHosting,
  catchAll,
  recycler,
  smsFarm,
  privateSuffixFarm,
  patientHydra,
  monthlyRecycler,
  adaptive,
  lowAndSlow,
  warmed,
  numberedNames,
  ipv6Rotator,
  historyPoisoner,
  fieldStripper,
} as const;

/** All attacks with their standard shares, which sum to 1. */
export function standardAttackers(): readonly Cohort[] {
  return Object.values(attackers).map((attacker) => attacker());
}
