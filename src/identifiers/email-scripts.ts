import { isPrintableAscii } from "./email-characters.js";
import { unicodeLabels } from "./email-idn.js";
import { mailboxProviderOf } from "./providers.js";

// The sets of scripts that an honest name is written in, after the "highly restrictive" profile of UTS #39:
// Latin goes with East Asian scripts and with no other; scripts whose letters resemble none of another
// family may be mixed among themselves. Digits and punctuation (Zyyy, Zinh) belong to all.
const writingSystems: readonly RegExp[] = [
  /^[\p{sc=Latn}\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Bopo}\p{sc=Zyyy}\p{sc=Zinh}]*$/u,
  /^[\p{sc=Cyrl}\p{sc=Zyyy}\p{sc=Zinh}]*$/u,
  /^[\p{sc=Grek}\p{sc=Zyyy}\p{sc=Zinh}]*$/u,
  /^[\p{sc=Armn}\p{sc=Zyyy}\p{sc=Zinh}]*$/u,
  /^[\p{sc=Geor}\p{sc=Zyyy}\p{sc=Zinh}]*$/u,
  /^[\p{sc=Cher}\p{sc=Zyyy}\p{sc=Zinh}]*$/u,
  /^[^\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}\p{sc=Armn}\p{sc=Geor}\p{sc=Cher}\p{sc=Copt}\p{sc=Lisu}]*$/u,
];

/** Whether a word mixes scripts that no language mixes, as in `pаypal` with a Cyrillic `а`. */
export function isMixedScript(word: string): boolean {
  return !isPrintableAscii(word) && !writingSystems.some((system) => system.test(word));
}

// Letters that pass for an ASCII letter in common fonts: lower case, because domains are. Own selection from
// the prototypes of Unicode's confusables.txt. Each pair of strings is read letter by letter.
const lookalikeLetters: readonly (readonly [string, string])[] = [
  ["абсԁеһіјкӏорԛѕуѵԝхү", "a6cdehijklopqsyvwxy"],
  ["αγικνορσυχη", "ayiknopouxn"],
  ["հոսօցզյ", "hnuogqj"],
  ["ıɡɑɩɪᴀᴄᴏᴜᴠᴡᴢꜱʏ", "igaiiacouvwzsy"],
  ["ʙᴅᴇꜰɢʜᴊᴋʟᴍɴᴘʀᴛ", "bdefghjklmnprt"],
];

function asciiTwin(letter: string): string | undefined {
  if (letter <= "\x7f") return letter;
  for (const [letters, twins] of lookalikeLetters) {
    const at = letters.indexOf(letter);
    if (at >= 0) return twins.charAt(at);
  }
  return undefined;
}

// Whom phishing imitates most, beside the mailbox providers.
const brands: ReadonlySet<string> = new Set(
  (
    "adobe.com amazon.com anthropic.com apple.com cloudflare.com dropbox.com facebook.com github.com " +
    "gitlab.com google.com instagram.com linkedin.com microsoft.com netflix.com openai.com paypal.com " +
    "slack.com spotify.com stripe.com telegram.org twitter.com whatsapp.com"
  ).split(" "),
);

/**
 * What a reader of the domain (two or more A-labels) would make of it: whether a label mixes scripts, and the
 * ASCII domain that it passes for. A name in one script, such as `сахар.com`, only passes for a famous one.
 */
export function domainDeception(domain: string): { mixedScript: boolean; lookalike?: string } {
  if (!domain.includes("xn--")) return { mixedScript: false };
  const labels = unicodeLabels(domain);
  const mixedScript = labels.some(isMixedScript);
  const twins = [...labels.join(".")].map(asciiTwin);
  if (twins.includes(undefined)) return { mixedScript };
  const lookalike = twins.join("");
  const famous = brands.has(lookalike) || mailboxProviderOf(lookalike) !== undefined;
  return mixedScript || famous ? { mixedScript, lookalike } : { mixedScript };
}
