import { signupFlags } from "./signup-flags.js";

/** What a column may hold beside the fields of a signup. */
const besides = ["label", "labelled-at", "group", "score"] as const;

/** Everything that a column may stand for, each a flag. */
export const columnFlags: Readonly<Record<string, { readonly type: "string" }>> = {
  ...signupFlags,
  ...Object.fromEntries(besides.map((name) => [name, { type: "string" }])),
};

/** From a flag's name to the column that holds it. */
export type ColumnsOf = Readonly<Record<string, string>>;

/** How columns are called in the exports of vendors and in user tables, in small letters and digits alone; the likeliest first. */
const usualNames: Readonly<Record<string, readonly string[]>> = {
  id: ["userid", "accountid", "customerid", "signupid", "id"],
  email: ["email", "emailaddress", "useremail", "customeremail", "mail"],
  phone: ["phone", "phonenumber", "userphone"],
  ip: ["ip", "ipaddress", "clientip", "userip", "sourceip", "remoteip"],
  "user-agent": ["useragent"],
  "accept-language": ["acceptlanguage"],
  timezone: ["timezone"],
  country: ["ipcountry", "countrycode", "country"],
  asn: ["asn", "ipasn"],
  "device-id": ["deviceid", "visitorid"],
  "payment-fingerprint": ["cardfingerprint", "paymentfingerprint"],
  "card-funding": ["cardfunding"],
  "card-country": ["cardcountry"],
  "invite-code": ["invitecode", "referralcode"],
  "form-ms": ["formms"],
  channel: ["channel"],
  at: ["at", "createdat", "signupat", "signedupat", "registeredat", "created", "timestamp"],
  label: ["label", "isfraud", "isabuse", "fraud", "abuse", "fraudulent"],
  "labelled-at": ["labelledat", "labeledat", "reviewedat"],
  group: ["group"],
  score: ["vendorscore", "riskscore", "fraudscore", "score"],
};

/** What stands for what in a file with these columns: what was named, and for the rest what is usually called so. */
export function recogniseColumns(
  columns: readonly string[],
  named: ColumnsOf,
): {
  readonly columnsOf: ColumnsOf;
  readonly guessed: readonly string[];
  readonly missing: readonly string[];
} {
  const guessed: Record<string, string> = {};
  const free = columns.filter((column) => !Object.values(named).includes(column));
  for (const [flag, usual] of Object.entries(usualNames)) {
    if (Object.hasOwn(named, flag)) continue;
    const found = usual.flatMap((name) => free.find((column) => plain(column) === name) ?? []);
    if (found[0] !== undefined) guessed[flag] = found[0];
  }
  return {
    columnsOf: { ...guessed, ...named },
    guessed: Object.keys(guessed),
    missing: Object.keys(named).filter((flag) => !columns.includes(named[flag] ?? "")),
  };
}

/** The name of a column, in small letters and digits alone, without the objects that it lies in. */
const plain = (column: string): string =>
  column
    .replace(/^.*\./, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
