export {
  type Arrival,
  assumed,
  type Cohort,
  type CohortDefinition,
  type CohortFactory,
  type CohortOptions,
  defineCohort,
  type Parameter,
  type Plan,
} from "./cohort.js";
export { createRandom, type Random } from "./random.js";
export { scoreWorld } from "./score-world.js";
export { standardCohorts } from "./standard-cohorts.js";
export { type SimulatedSignup, simulate, type WorldOptions } from "./world.js";
