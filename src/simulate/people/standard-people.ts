import type { Cohort } from "../cohort.js";
import { agency } from "./agency.js";
import { carrierNat } from "./carrier-nat.js";
import { classroom } from "./classroom.js";
import { cloudDesktops } from "./cloud-desktops.js";
import { colleagues } from "./colleagues.js";
import { corporateEgress } from "./corporate-egress.js";
import { families } from "./families.js";
import { hackathon } from "./hackathon.js";
import { homeUsers } from "./home-users.js";
import { manyScripts } from "./many-scripts.js";
import { privacyUsers } from "./privacy-users.js";
import { qaTesters } from "./qa-testers.js";
import { returningUsers } from "./returning-users.js";
import { travellers } from "./travellers.js";
import { universityNat } from "./university-nat.js";
import { viralLaunch } from "./viral-launch.js";

/** The people that come built in: the usual ones first, then those whom scorers get wrong. Their mix is assumed. */
export const people = {
  homeUsers,
  carrierNat,
  corporateEgress,
  colleagues,
  universityNat,
  hackathon,
  privacyUsers,
  families,
  cloudDesktops,
  manyScripts,
  travellers,
  qaTesters,
  classroom,
  agency,
  viralLaunch,
  returningUsers,
} as const;

/** All people with their standard shares, which sum to 1. */
export function standardPeople(): readonly Cohort[] {
  return Object.values(people).map((person) => person());
}
