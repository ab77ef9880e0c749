import { expect, it } from "vitest";
import { parseEmail } from "../../../src/identifiers/email.js";
import { mailboxName } from "../../../src/signup/measures/mailbox-name.js";

it.each([
  ["Ann.Lee+News@gmail.com", "ann.lee"],
  ["ann-shop@yahoo.com", "ann"],
  ["ann+news@acme-widgets.com", "ann"],
  ["ann-shop@acme-widgets.com", "ann-shop"],
  ["shop@ann.fastmail.com", "shop"],
  ["ann@gmail.com", "ann"],
])("reads the name of %s as %s", (address, name) => {
  const email = parseEmail(address);
  expect(email.ok && mailboxName(email.value)).toBe(name);
});
