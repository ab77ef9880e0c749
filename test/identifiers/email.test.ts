import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Email, type EmailProblem, parseEmail } from "../../src/identifiers/email.js";

interface Vector {
  readonly id: string;
  readonly group: string;
  readonly input: unknown;
  readonly valid: boolean;
  readonly reason?: string;
  readonly canonical?: string;
  readonly looseKey?: string;
  readonly provider?: string;
  readonly flags?: readonly string[];
  readonly equals?: string;
  readonly notEquals?: string;
}

// Read and not imported: the bundler's JSON parser refuses the lone surrogates in it.
const vectors: readonly Vector[] = ["email-vectors.json", "email-more.json"].flatMap((name) => {
  const file = readFileSync(new URL(`../vectors/${name}`, import.meta.url), "utf8");
  return JSON.parse(file).vectors;
});

/** What a vector's JSON stands for: `$undefined`, or `$parts` to repeat and join. */
function inputOf({ input }: Vector): unknown {
  if (input === "$undefined") return undefined;
  if (typeof input !== "object" || input === null || !("$parts" in input)) return input;
  const parts = input.$parts as readonly (readonly [string, number])[];
  return parts.map(([text, times]) => text.repeat(times)).join("");
}

function parsed(input: unknown): Email {
  const result = parseEmail(input);
  if (!result.ok) throw new Error(`${JSON.stringify(input)} was refused: ${result.code}`);
  return result.value;
}

const strict = (input: unknown): string => parsed(input).canonical.strict;
const loose = (input: unknown): string => parsed(input).canonical.loose;
const codeOf = (input: unknown): string => {
  const result = parseEmail(input);
  return result.ok ? "ok" : result.code;
};

describe("the vectors", () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))("%s", (_, vector) => {
    const input = inputOf(vector);
    if (!vector.valid) {
      expect(codeOf(input)).toBe(vector.reason);
      return;
    }
    const email = parsed(input);
    expect(email.canonical.strict).toBe(vector.canonical);
    expect([...email.flags].sort()).toEqual([...(vector.flags ?? [])].sort());
    if (vector.looseKey !== undefined) expect(email.canonical.loose).toBe(vector.looseKey);
    if (vector.equals !== undefined) expect(strict(vector.equals)).toBe(vector.canonical);
    if (vector.notEquals !== undefined) expect(strict(vector.notEquals)).not.toBe(vector.canonical);
    // That a company's domain is on Google Workspace stands in its MX record, not in the address.
    if (vector.group !== "alias:workspace" && vector.provider !== undefined) {
      expect(email.provider).toBe(vector.provider);
    }
  });
});

describe("every problem", () => {
  const marker = "zq7marker";
  const examples: Readonly<Record<EmailProblem, unknown>> = {
    type: [`${marker}@example.com`],
    empty: "   ",
    "too-long": `${marker}@${"d.".repeat(50_000)}com`,
    "display-name": `${marker} <${marker}@example.com>`,
    comment: `(${marker})a@example.com`,
    "domain-literal": `${marker}@[192.0.2.1]`,
    whitespace: `${marker}\u2005x@example.com`,
    "no-at": marker,
    "multiple-at": `${marker}@b@example.com`,
    "control-char": `${marker}@example.com\n`,
    "lone-surrogate": `${marker}\udfff@example.com`,
    "invisible-char": `${marker}\u00ad@example.com`,
    "lookalike-at": `${marker}\uff20example.com`,
    "empty-local": `@${marker}.com`,
    "empty-local-after-tag": `+${marker}@gmail.com`,
    "quoted-local": `"${marker}@b"@example.com`,
    "local-too-long": `${marker.padEnd(65, "x")}@example.com`,
    "local-char": `${marker}\ufffd@example.com`,
    "dot-local": `${marker}.@example.com`,
    "leading-mark": `\u0301${marker}@example.com`,
    "empty-domain": `${marker}@`,
    "domain-char": `${marker}@%67mail.com`,
    "dot-domain": `${marker}@example..com`,
    "single-label": `${marker}@localhost`,
    "domain-label-too-long": `${marker}@${"d".repeat(64)}.com`,
    "hyphen-domain": `${marker}@example.-com`,
    hyphen34: `${marker}@ab--c.com`,
    "numeric-tld": `${marker}@127.0.0.1`,
  };

  it.each(Object.entries(examples))(
    "%s is reached, and its message is silent on the input",
    (code, input) => {
      const result = parseEmail(input);
      expect(result).toMatchObject({ ok: false, code });
      if (!result.ok) {
        expect(result.message).not.toContain(marker);
        expect(result.message.length).toBeGreaterThan(10);
      }
    },
  );
});

describe("characters nobody sees", () => {
  const hidden: readonly (readonly [string, readonly number[]])[] = [
    ["control-char", [0x00, 0x09, 0x0b, 0x1f, 0x7f, 0x80, 0x85, 0x9f]],
    [
      "invisible-char",
      [0xad, 0x34f, 0x61c, 0x115f, 0x180e, 0x200b, 0x200d, 0x200e, 0x202e, 0x2060, 0x2064, 0x2069],
    ],
    [
      "invisible-char",
      [0x2800, 0x3164, 0xfe0f, 0xfeff, 0xffa0, 0xfff9, 0xfffc, 0x1d173, 0xe0001, 0xe0041, 0xe0100],
    ],
    ["whitespace", [0xa0, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]],
    ["lone-surrogate", [0xd800, 0xdbff, 0xdc00, 0xdfff]],
    ["lookalike-at", [0xfe6b, 0xff20]],
  ];
  it.each(hidden)("%s, wherever it stands", (code, points) => {
    for (const point of points) {
      const character = String.fromCodePoint(point);
      for (const text of [
        `${character}a@example.com`,
        `a${character}b@example.com`,
        `a@exa${character}mple.com`,
      ]) {
        expect(codeOf(text), point.toString(16)).toBe(code);
      }
      expect(codeOf(`a@example.com${character}`), point.toString(16)).toBe(code);
    }
  });

  it("refuses private and unassigned code points in a mailbox name", () => {
    for (const point of [0xe000, 0xfdd0, 0x10ffff]) {
      expect(codeOf(`a${String.fromCodePoint(point)}@example.com`)).toBe("local-char");
    }
  });
});

describe("limits count octets of UTF-8", () => {
  it("takes 64 in the mailbox name and refuses 65", () => {
    expect(codeOf(`${"é".repeat(32)}@example.com`)).toBe("ok");
    expect(codeOf(`${"e\u0301".repeat(32)}@example.com`)).toBe("ok");
    expect(codeOf(`${"é".repeat(32)}x@example.com`)).toBe("local-too-long");
  });

  it("refuses a name that only grows past the limit in its canonical spelling", () => {
    expect(codeOf(`${"\ufdfa".repeat(20)}@example.com`)).toBe("local-too-long");
  });

  it("counts the domain as A-labels", () => {
    const label = "ü".repeat(40);
    expect(codeOf(`a@${label}.${label}.com`)).toBe("ok");
    const long = Array.from({ length: 60 }, () => "ü").join(".");
    expect(codeOf(`a@${long}.com`)).toBe("too-long");
  });

  it("answers for texts of 100 KB and values of every type", () => {
    const long = 100_000;
    for (const text of ["a", "@", ".", " ", "(", "<", '"', "\u0301", "\ud800", "xn--", "e\u0301"]) {
      expect(["too-long", "empty"]).toContain(codeOf(text.repeat(long)));
      expect(codeOf(`a@${text.repeat(long)}.com`)).toBe("too-long");
    }
    expect(strict(`${" ".repeat(long)}a@example.com${" ".repeat(long)}`)).toBe("a@example.com");
    for (const value of [
      Symbol("a"),
      1n,
      () => "a@b.co",
      new String("a@b.co"),
      new Proxy({}, {}),
      Object.create(null),
    ]) {
      expect(codeOf(value)).toBe("type");
    }
  });
});

describe("provider rules", () => {
  it.each([
    ["A.B.C+x.y@GoogleMail.com", "abc@gmail.com"],
    ["user.+x@gmail.com", "user@gmail.com"],
    ["first.last+x@hotmail.fr", "first.last@hotmail.fr"],
    ["a-b@outlook.com", "a-b@outlook.com"],
    ["a-b-c@ymail.com", "a@ymail.com"],
    ["a+b@me.com", "a@icloud.com"],
    ["a_b+c@protonmail.ch", "a_b@proton.me"],
    ["x@joe.sent.com", "joe@sent.com"],
    ["x@y.joe.fastmail.com", "x@y.joe.fastmail.com"],
    ["ivan.petrov+x@yandex.kz", "ivan-petrov@yandex.ru"],
    ["a+b@posteo.de", "a+b@posteo.de"],
    ["a+b@company.example", "a+b@company.example"],
    ["a.b@xgmail.com", "a.b@xgmail.com"],
  ])("%s is the mailbox %s", (input, mailbox) => {
    expect(strict(input)).toBe(mailbox);
  });

  it("keeps providers' domains apart where accounts are", () => {
    const keys = [
      "outlook.com",
      "hotmail.com",
      "live.com",
      "yahoo.com",
      "ymail.com",
      "fastmail.com",
      "fastmail.fm",
    ];
    expect(new Set(keys.map((domain) => strict(`joe@${domain}`))).size).toBe(keys.length);
  });

  it("reports the tag that was cut and the dots that mean nothing", () => {
    expect(parsed("j.o.e+Trial.1@gmail.com")).toMatchObject({
      tag: "trial.1",
      dots: 2,
      local: "j.o.e+trial.1",
    });
    expect(parsed("joe+x@company.example")).toMatchObject({ tag: "x" });
    expect(parsed("shop@joe.fastmail.com")).toMatchObject({ tag: "shop", provider: "fastmail" });
    expect(parsed("joe@company.example")).not.toHaveProperty("tag");
    expect(parsed("joe@company.example")).not.toHaveProperty("provider");
  });
});

describe("the loose key", () => {
  it.each([
    ["a+b@company.example", "a@company.example"],
    ["a@x1.catchall.co.uk", "a@catchall.co.uk"],
    ["a@x1.foo.duckdns.org", "a@foo.duckdns.org"],
    ["a.b+c@mail.gmail.com", "ab@gmail.com"],
    ["+tag@company.example", "+tag@company.example"],
    ["a.+tag@company.example", "a.+tag@company.example"],
    ["a-b_c.d@pm.me", "abcd@proton.me"],
    ["-_-@proton.me", "-_-@proton.me"],
    ["shop@joe.anonaddy.com", "joe@anonaddy.com"],
    ["x@private.icloud.com", "x@private.icloud.com"],
  ])("of %s is %s", (input, key) => {
    expect(loose(input)).toBe(key);
  });
});

describe("relays", () => {
  it.each([
    "duck.com",
    "mozmail.com",
    "joe.mozmail.com",
    "privaterelay.appleid.com",
    "slmail.me",
    "passmail.net",
  ])("%s is one, and two of its aliases stay two", (domain) => {
    expect(parsed(`a1@${domain}`)).toMatchObject({ relay: true, flags: ["relay"] });
    expect(strict(`a1@${domain}`)).not.toBe(strict(`a2@${domain}`));
  });

  it.each(["notduck.com", "duck.com.example.org", "icloud.com", "proton.me"])("%s is none", (domain) => {
    expect(parsed(`a@${domain}`)).toMatchObject({ relay: false, flags: [] });
  });
});

describe("scripts", () => {
  it.each([
    ["user@аррӏе.com", ["idn", "lookalike:apple.com"]],
    ["user@xn--80ak6aa92e.com", ["idn", "lookalike:apple.com"]],
    ["user@gmaıl.com", ["idn", "lookalike:gmail.com"]],
    ["user@οpenai.com", ["idn", "mixed-script", "lookalike:openai.com"]],
    ["user@exаmple.org", ["idn", "mixed-script", "lookalike:example.org"]],
    ["user@сахар.ru", ["idn"]],
    ["user@faß.de", ["idn"]],
    ["user@日本語テスト.jp", ["idn"]],
    ["taro山田@example.jp", ["eai"]],
    ["ivanиван@example.com", ["eai", "mixed-script"]],
    ["ｊｏｅ@example.com", ["eai"]],
    ["user@xn--fiqq24b10vi0d.tw", ["idn"]],
  ])("%s: %j", (input, flags) => {
    expect(parsed(input).flags).toEqual(flags);
  });
});

it("gives all facts of an address, as JSON", () => {
  const email = parsed("  Jos\u0065\u0301.L+News@Mail.B\u00fccher.co.uk ");
  expect(JSON.parse(JSON.stringify(email))).toEqual(email);
  expect(email).toEqual({
    address: "José.L+News@mail.xn--bcher-kva.co.uk",
    local: "josé.l+news",
    domain: "mail.xn--bcher-kva.co.uk",
    registrableDomain: "xn--bcher-kva.co.uk",
    publicSuffix: "co.uk",
    privateSuffix: false,
    site: "xn--bcher-kva.co.uk",
    canonical: {
      strict: "josé.l+news@mail.xn--bcher-kva.co.uk",
      loose: "josé.l@xn--bcher-kva.co.uk",
    },
    relay: false,
    tag: "news",
    dots: 1,
    flags: ["eai", "idn"],
  });
});

describe("properties", () => {
  const pieces = (
    "+ - . _ .. @ é e\u0301 \u0301 \u0345 İ ß ς Σ ﬁ Ⅷ ｇ ＋ ．。 ‥ K ſ ﷺ 가 ᄀ ᅡ א ก a Z 0 \u{1d400} \u{1f600} \u200d \ud800 xn-- " +
    "xn--gmil-63d gmail.com ya.ru joe.fastmail.com proton.me mail.proton.me yahoo.com x.anonaddy.com duckdns.org"
  ).split(" ");
  const seeds = vectors
    .map(inputOf)
    .filter((input): input is string => typeof input === "string" && input.length < 300);
  const mutations = fc.array(fc.tuple(fc.nat(300), fc.nat(2), fc.constantFrom(...pieces)), { maxLength: 4 });
  const mutated = fc.tuple(fc.constantFrom(...seeds), mutations).map(([seed, edits]) => {
    const characters = [...seed];
    for (const [at, removed, piece] of edits) characters.splice(at % (characters.length + 1), removed, piece);
    return characters.join("");
  });
  const word = (parts: readonly string[]): fc.Arbitrary<string> =>
    fc
      .array(fc.oneof(fc.constantFrom(...parts), fc.string({ unit: "grapheme", maxLength: 1 })), {
        minLength: 1,
        maxLength: 7,
      })
      .map((found) => found.join(""));
  const domains = [
    "gmail.com",
    "yandex.com",
    "proton.me",
    "yahoo.com",
    "mail.ya.ru",
    "joe.fastmail.fm",
    "a.example",
  ];
  const built = fc
    .tuple(word(pieces), fc.oneof(fc.constantFrom(...domains), word(pieces)))
    .map((p) => p.join("@"));
  const text = fc.oneof(mutated, built, fc.string({ unit: "binary" }));
  const runs = { seed: 20_261_101, numRuns: 6_000 };

  it("a canonical form parses to itself, and so does the address", () => {
    let accepted = 0;
    fc.assert(
      fc.property(text, (input) => {
        const result = parseEmail(input);
        if (!result.ok) return;
        accepted++;
        const { address, canonical } = result.value;
        expect(parsed(canonical.strict).canonical).toEqual(canonical);
        expect(loose(canonical.loose)).toBe(canonical.loose);
        expect(parsed(address)).toMatchObject({ address, canonical });
      }),
      runs,
    );
    expect(accepted).toBeGreaterThan(1_000);
  });

  it("the spelling in NFD and in NFC is one mailbox", () => {
    fc.assert(
      fc.property(text, (input) => {
        const forms = [parseEmail(input.normalize("NFC")), parseEmail(input.normalize("NFD"))];
        const keys = forms.map((form) => (form.ok ? form.value.canonical : form.code));
        expect(keys[0]).toEqual(keys[1]);
      }),
      runs,
    );
  });

  it("an ASCII address in capitals is the same mailbox", () => {
    fc.assert(
      fc.property(text, (input) => {
        const result = parseEmail(input);
        if (!result.ok || !/^[ -~]*$/.test(input)) return;
        expect(parsed(input.toUpperCase()).canonical).toEqual(result.value.canonical);
      }),
      runs,
    );
  });
});
