import { describe, expect, it } from "vitest";
import { mailFamilyOf } from "../../../src/signup/measures/mail-families.js";

describe("mailFamilyOf", () => {
  it.each([
    ["in.mail.tm", "mail.tm", "disposable"],
    ["mail.wabblywabble.com", "temp-mail.org", "disposable"],
    ["generator.email", "generator.email", "disposable"],
    ["recv101.erinn.biz", "kuku.lu", "disposable"],
    ["mx.emlhub.com", "dropmail.me", "disposable"],
    ["email.chatgpt.org.uk", "chatgpt.org.uk", "disposable"],
    ["mail2.mailinator.com", "mailinator.com", "catch-all"],
    ["alt.mailsac.com", "mailsac.com", "catch-all"],
  ])("knows %s", (host, operator, kind) => {
    expect(mailFamilyOf(host)).toEqual({ operator, kind });
  });

  it.each([
    "aspmx.l.google.com",
    "acme-com.mail.protection.outlook.com",
    "mx.zoho.com",
    "mail.protonmail.ch",
    "in1-smtp.messagingengine.com",
    "route1.mx.cloudflare.net",
    "mx1.improvmx.com",
    "mx1.forwardemail.net",
    "eforward1.registrar-servers.com",
    "mx1.privateemail.com",
    "mx1.simplelogin.co",
    "mail.anonaddy.me",
    "park-mx.above.com",
    "mx1.timeweb.ru",
    "mx00.ionos.com",
  ])("has nothing against %s", (host) => {
    expect(mailFamilyOf(host)).toBeUndefined();
  });

  it.each([
    "notmail.tm",
    "mail.tm.example.com",
    "tm",
    "",
    ".",
    "..",
    "constructor",
    "__proto__",
    "x.toString",
  ])("is not taken in by %j", (host) => {
    expect(mailFamilyOf(host)).toBeUndefined();
  });
});
