export { type Domain, type DomainProblem, parseDomain } from "./domain.js";
export { type Email, type EmailFlag, type EmailProblem, parseEmail } from "./email.js";
export type { Secret } from "./hash.js";
export { type Ip, type IpProblem, type IpScope, parseIp } from "./ip.js";
export type { Parsed } from "./parsed.js";
export {
  type ParsePhoneOptions,
  type Phone,
  type PhoneProblem,
  type PhoneType,
  parsePhone,
} from "./phone.js";
export { type Automation, parseUserAgent, type UserAgent, type UserAgentProblem } from "./user-agent.js";
