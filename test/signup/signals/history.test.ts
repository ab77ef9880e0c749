import { describe, expect, it } from "vitest";
import { history } from "../../../src/signup/signals/history.js";
import { emailOf, look, lookAt, strengthOf } from "./harness.js";

const signal = history();
const none = { "own-abuse": 0, "own-legitimate": 0, held: 0, "abuse-by-id": 0, "held-by-id": 0 };
const attributes = ["payment", "device", "mailbox", "phone", "domain"];

/** What is said to somebody at a company's own domain with a card and a device, all other counts being 0. */
const said = (counts: Readonly<Record<string, number>>) => {
  const silent = ["payment", "device", "mailbox", "domain"].flatMap((attribute) =>
    ["abuse", "recent", "legitimate"].map((aspect) => [`${attribute}-${aspect}`, 0]),
  );
  return look(
    signal,
    { email: emailOf("ada@acme-labs.example"), deviceId: "d", paymentFingerprint: "p" },
    { ...none, ...Object.fromEntries(silent), ...counts },
  );
};

describe("history", () => {
  it("says nothing without a word of the operator's, however many share a device", async () => {
    expect(await said({ device: 50, payment: 50, mailbox: 50, domain: 200 })).toEqual([]);
    const many = Array.from({ length: 20 }, (_, n) => ({
      id: `s${n}`,
      deviceId: "d",
      email: `p${n}@a.example`,
    }));
    expect((await lookAt(signal, many)).flat()).toEqual([]);
  });

  it("says more with each account that was confirmed as abuse, and less of old ones", async () => {
    const device = (abuse: number, recent = abuse) =>
      said({ "device-abuse": abuse, "device-recent": recent }).then((found) => strengthOf(found, "abuse"));
    expect([await device(1), await device(2), await device(3)]).toEqual([0.7, 0.91, 0.973]);
    expect(await device(1, 0)).toBe(0.452);
    expect(await device(2, 1)).toBeLessThan(await device(2));
    expect(await device(100)).toBe(1);
  });

  it("weighs what people share by how rarely they do, and does not add it up", async () => {
    const by = async (attribute: string) => said({ [`${attribute}-abuse`]: 1, [`${attribute}-recent`]: 1 });
    expect(strengthOf(await by("payment"), "abuse")).toBe(0.7);
    expect(strengthOf(await by("mailbox"), "abuse")).toBe(0.7);
    expect(strengthOf(await by("domain"), "abuse")).toBe(0.28);
    const both = await said({ "device-abuse": 1, "device-recent": 1, "domain-abuse": 9, "domain-recent": 9 });
    expect(both).toEqual([{ code: "history.abuse", strength: 0.7, detail: { by: "device", accounts: 1 } }]);
  });

  it("lets nobody wash a device clean with a few good accounts", async () => {
    const device = async (legitimate: number) =>
      strengthOf(
        await said({ "device-abuse": 1, "device-recent": 1, "device-legitimate": legitimate }),
        "abuse",
      );
    expect(await device(1)).toBeGreaterThan(0.63);
    expect(await device(10)).toBe(0.35);
    expect(await device(50)).toBeLessThan(0.13);
  });

  it("earns a neighbour of good accounts a little, and nothing beside abuse", async () => {
    const good = await said({ "device-legitimate": 3, "domain-legitimate": 9 });
    expect(good).toEqual([
      { code: "history.legitimate", strength: 0.5, detail: { by: "device", accounts: 3 } },
    ]);
    const mixed = await said({ "device-legitimate": 3, "mailbox-abuse": 1, "mailbox-recent": 1 });
    expect(mixed.map(({ code }) => code)).toEqual(["history.abuse"]);
  });

  it("knows the account itself again: confirmed, or on hold", async () => {
    const codes = async (counts: Readonly<Record<string, number>>) =>
      (await said(counts)).map(({ code }) => code);
    expect(await codes({ "own-abuse": 1 })).toEqual(["history.own-abuse"]);
    expect(await codes({ held: 1 })).toEqual(["history.held"]);
    expect(await codes({ "abuse-by-id": 1, "held-by-id": 1 })).toEqual(["history.own-abuse", "history.held"]);
    expect(await said({ "own-legitimate": 1 })).toEqual([{ code: "history.legitimate", strength: 1 }]);
    const besideAbuse = { "own-legitimate": 1, "device-abuse": 1 };
    expect(await codes(besideAbuse)).toEqual(["history.abuse", "history.legitimate"]);
  });

  it("remembers what strangers hardly share, and the account alone where there is nothing", () => {
    const remembered = (facts: object) =>
      Object.keys(signal.counts?.({ id: "s", subject: "s", at: 0, ...facts }) ?? {}).filter((name) =>
        [...attributes, "account"].includes(name),
      );
    const email = emailOf("ada@gmail.com");
    expect(remembered({ email })).toEqual(["mailbox"]);
    expect(remembered({ email: emailOf("ada@acme-labs.example") })).toEqual(["mailbox", "domain"]);
    expect(remembered({ email, deviceId: "d", paymentFingerprint: "p" })).toEqual([
      "payment",
      "device",
      "mailbox",
    ]);
    expect(remembered({ deviceId: "d", deviceKind: "fingerprint" })).toEqual(["account"]);
    expect(remembered({})).toEqual(["account"]);
  });
});
