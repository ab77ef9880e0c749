export { type Domain, type DomainProblem, parseDomain } from "./domain.js";
export { type Email, type EmailFlag, type EmailProblem, parseEmail } from "./email.js";
export { type Secret, secretProblem } from "./hash.js";
export { type Ip, type IpProblem, type IpScope, networkOf, parseIp } from "./ip.js";
export { isWithin, type Network, parseNetwork } from "./network.js";
export type { Parsed } from "./parsed.js";
export {
  type ParsePhoneOptions,
  type Phone,
  type PhoneProblem,
  type PhoneType,
  parsePhone,
} from "./phone.js";
export { type Automation, parseUserAgent, type UserAgent, type UserAgentProblem } from "./user-agent.js";
