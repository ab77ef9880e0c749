// A world

export { scoreWorld } from "./score-world.js";
export { type SimulatedSignup, simulate, type WorldOptions } from "./world.js";

// Who comes

export { attackers, standardAttackers } from "./attackers/standard-attackers.js";
export { people, standardPeople } from "./people/standard-people.js";
export { standardCohorts } from "./standard-cohorts.js";

// To write a cohort

export {
  type Arrival,
  assumed,
  assumedShare,
  type Cohort,
  type CohortDefinition,
  type CohortFactory,
  type CohortOptions,
  defineCohort,
  type Parameter,
  type Plan,
} from "./cohort.js";
export { addressIn } from "./materials/address-in.js";
export {
  type Company,
  company,
  type Member,
  type Organisation,
  peopleOf,
  school,
} from "./materials/companies.js";
export type { CountryCode } from "./materials/countries.js";
export { cookieDevice, fingerprintDevice } from "./materials/devices.js";
export { humanFormMs, humanisedFormMs, scriptFormMs } from "./materials/forms.js";
export { type Habits, habits } from "./materials/habits.js";
export {
  type Address,
  addressBeside,
  carrierAddress,
  homeAddress,
  hostingAddress,
  officeAddress,
  residentialProxyAddress,
  torAddress,
  vpnAddress,
} from "./materials/networks.js";
export { paymentCard } from "./materials/payments.js";
export { type Persona, type PersonaOptions, persona, type RawSignup, signupOf } from "./materials/persona.js";
export { phoneNumber } from "./materials/phones.js";
export { officeHour, type Span, startsOf, startWithin, waking, wakingTimes } from "./materials/times.js";
export { automationAgent, browserAgent, type Platform } from "./materials/user-agents.js";
export { type Group, groups, members } from "./people/groups.js";
export { type Moment, strangers } from "./people/strangers.js";
export { createRandom, type Random } from "./random.js";
