import type { Cohort } from "./cohort.js";
import { agency } from "./people/agency.js";
import { carrierNat } from "./people/carrier-nat.js";
import { classroom } from "./people/classroom.js";
import { cloudDesktops } from "./people/cloud-desktops.js";
import { colleagues } from "./people/colleagues.js";
import { corporateEgress } from "./people/corporate-egress.js";
import { families } from "./people/families.js";
import { hackathon } from "./people/hackathon.js";
import { homeUsers } from "./people/home-users.js";
import { manyScripts } from "./people/many-scripts.js";
import { privacyUsers } from "./people/privacy-users.js";
import { qaTesters } from "./people/qa-testers.js";
import { returningUsers } from "./people/returning-users.js";
import { travellers } from "./people/travellers.js";
import { universityNat } from "./people/university-nat.js";
import { viralLaunch } from "./people/viral-launch.js";

/** Every kind of people, with the standard shares: mostly at home, on phones and at work, and the hard ones beside them. */
export function standardPeople(): readonly Cohort[] {
  return [
    homeUsers(),
    carrierNat(),
    corporateEgress(),
    colleagues(),
    universityNat(),
    hackathon(),
    privacyUsers(),
    families(),
    cloudDesktops(),
    manyScripts(),
    travellers(),
    qaTesters(),
    classroom(),
    agency(),
    viralLaunch(),
    returningUsers(),
  ];
}
