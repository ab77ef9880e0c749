import type { SignupSignal } from "./signal.js";
import { allowBlockList } from "./signals/allow-block-list.js";
import { deviceReuse } from "./signals/device-reuse.js";
import { disposableEmail } from "./signals/disposable-email.js";
import { domainVelocity } from "./signals/domain-velocity.js";
import { duplicateEmail } from "./signals/duplicate-email.js";
import { emailPattern } from "./signals/email-pattern.js";
import { formBehaviour } from "./signals/form-behaviour.js";
import { geoMismatch } from "./signals/geo-mismatch.js";
import { history } from "./signals/history.js";
import { inviteReuse } from "./signals/invite-reuse.js";
import { ipReputation } from "./signals/ip-reputation.js";
import { ipVelocity } from "./signals/ip-velocity.js";
import { nameReuse } from "./signals/name-reuse.js";
import { patternCluster } from "./signals/pattern-cluster.js";
import { paymentReuse } from "./signals/payment-reuse.js";
import { phone } from "./signals/phone.js";
import { typoDomain } from "./signals/typo-domain.js";
import { userAgent } from "./signals/user-agent.js";
import { verifiedFacts } from "./signals/verified-facts.js";

/**
 * Every built-in signal with its default options. To change one, give your own list:
 * `[...standardSignals().filter(({ id }) => id !== "ip-reputation"), ipReputation({ lookup })]`.
 */
export function standardSignals(): readonly SignupSignal[] {
  return [
    disposableEmail(),
    emailPattern(),
    typoDomain(),
    duplicateEmail(),
    domainVelocity(),
    patternCluster(),
    ipReputation(),
    ipVelocity(),
    geoMismatch(),
    deviceReuse(),
    nameReuse(),
    userAgent(),
    formBehaviour(),
    phone(),
    paymentReuse(),
    inviteReuse(),
    verifiedFacts(),
    history(),
    allowBlockList(),
  ];
}
