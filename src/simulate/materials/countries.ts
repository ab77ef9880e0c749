import type { Random } from "../random.js";
import type { Culture } from "./cultures.js";

/** Where somebody lives, and what follows from it. */
export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: CountryCode;
  /** Its weight among people who try an AI product. Assumed, after the size of its online population and its use of such products. */
  readonly share: number;
  /** IANA name, hours ahead of UTC in winter (near enough for a rhythm of days), weight. */
  readonly zones: readonly (readonly [name: string, hoursAhead: number, weight: number])[];
  /** What its browsers send in `Accept-Language`, weighted. */
  readonly languages: readonly (readonly [header: string, weight: number])[];
  /** Whose names people have, weighted. Assumed, roughly after censuses. */
  readonly cultures: readonly (readonly [Culture, number])[];
  /** Where people have their private mailboxes, weighted. Assumed, after what providers and mailing services say of themselves. */
  readonly mail: readonly (readonly [domain: string, weight: number])[];
  /** Under what companies have their domains. */
  readonly companyEndings: readonly string[];
}

// biome-ignore format: a list
/** The countries of the simulated world, ISO 3166-1 alpha-2. */
export type CountryCode =
  | "AE" | "AU" | "BR" | "CA" | "CN" | "DE" | "EG" | "ES" | "FR" | "GB" | "ID" | "IN" | "IT" | "JP" | "KR" | "MX"
  | "NG" | "NL" | "PH" | "PK" | "PL" | "RU" | "SE" | "TR" | "UA" | "US" | "VN" | "ZA";

/** `name weight name weight …`, as the table below writes them. */
function weights<Name extends string>(text: string): readonly (readonly [Name, number])[] {
  const words = text.split(" ");
  return words.flatMap((word, place) =>
    place % 2 === 0 ? [[word as Name, Number(words[place + 1])] as const] : [],
  );
}

/** `name hours weight name hours weight …`. */
function zones(text: string): Country["zones"] {
  const words = text.split(" ");
  return words.flatMap((word, place) =>
    place % 3 === 0 ? [[word, Number(words[place + 1]), Number(words[place + 2])] as const] : [],
  );
}

/** Every country of the simulated world, written in the order of the fields of `Country`. */
export const countries: readonly Country[] = `
  US | 20 | America/New_York -5 47 America/Chicago -6 29 America/Denver -7 7 America/Los_Angeles -8 17 | en-US,en;q=0.9 95 es-US,es;q=0.9,en;q=0.8 5 | english 58 spanish 16 african-american 8 chinese 5 indian 6 vietnamese 2 korean 2 arabic 3 | gmail.com 62 outlook.com 7 hotmail.com 4 yahoo.com 10 icloud.com 10 proton.me 3 aol.com 2 comcast.net 2 | com com io ai co dev
  CA | 3 | America/Toronto -5 65 America/Winnipeg -6 10 America/Vancouver -8 25 | en-CA,en;q=0.9 75 fr-CA,fr;q=0.9,en;q=0.8 25 | english 50 french 18 chinese 10 indian 15 arabic 4 slavic 3 | gmail.com 60 hotmail.com 14 outlook.com 8 yahoo.ca 5 icloud.com 9 proton.me 3 shaw.ca 1 | ca com com io
  GB | 5 | Europe/London 0 1 | en-GB,en;q=0.9 96 en-US,en;q=0.9 4 | english 75 indian 9 pakistani 5 slavic 4 nigerian 4 chinese 3 | gmail.com 52 outlook.com 10 hotmail.co.uk 10 yahoo.co.uk 7 icloud.com 12 btinternet.com 3 proton.me 4 live.co.uk 2 | co.uk co.uk com io
  DE | 5 | Europe/Berlin 1 1 | de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7 82 en-US,en;q=0.9 12 tr-TR,tr;q=0.9,de;q=0.8 3 ru-RU,ru;q=0.9,de;q=0.8 3 | german 74 turkish 9 slavic 9 arabic 5 vietnamese 1 italian 2 | gmail.com 40 web.de 16 gmx.de 17 gmx.net 5 t-online.de 5 outlook.de 4 icloud.com 5 posteo.de 2 proton.me 3 mailbox.org 1 freenet.de 2 | de de de com io
  FR | 4 | Europe/Paris 1 1 | fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7 90 en-US,en;q=0.9 10 | french 78 arabic 12 spanish 4 vietnamese 2 slavic 2 chinese 2 | gmail.com 54 hotmail.fr 9 outlook.fr 8 orange.fr 7 free.fr 5 yahoo.fr 6 icloud.com 6 laposte.net 3 proton.me 2 | fr fr com io
  ES | 2.5 | Europe/Madrid 1 1 | es-ES,es;q=0.9,en;q=0.8 86 ca-ES,ca;q=0.9,es;q=0.8 8 en-US,en;q=0.9 6 | spanish 90 arabic 4 slavic 3 chinese 3 | gmail.com 68 hotmail.com 14 outlook.es 6 yahoo.es 5 icloud.com 5 proton.me 2 | es es com
  IT | 2.5 | Europe/Rome 1 1 | it-IT,it;q=0.9,en-US;q=0.8,en;q=0.7 92 en-US,en;q=0.9 8 | italian 92 slavic 4 arabic 3 chinese 1 | gmail.com 58 libero.it 11 hotmail.it 8 outlook.it 5 yahoo.it 5 icloud.com 7 tiscali.it 2 virgilio.it 2 proton.me 2 | it it com
  NL | 2 | Europe/Amsterdam 1 1 | nl-NL,nl;q=0.9,en-US;q=0.8,en;q=0.7 74 en-US,en;q=0.9,nl;q=0.8 26 | dutch 80 turkish 6 arabic 6 indian 3 slavic 5 | gmail.com 55 hotmail.com 15 outlook.com 10 icloud.com 7 ziggo.nl 4 kpnmail.nl 3 proton.me 4 live.nl 2 | nl nl com io
  PL | 2 | Europe/Warsaw 1 1 | pl-PL,pl;q=0.9,en-US;q=0.8,en;q=0.7 90 en-US,en;q=0.9 10 | polish 95 slavic 5 | gmail.com 58 wp.pl 13 o2.pl 8 onet.pl 6 interia.pl 5 outlook.com 5 icloud.com 3 proton.me 2 | pl pl com com.pl
  SE | 1 | Europe/Stockholm 1 1 | sv-SE,sv;q=0.9,en-US;q=0.8,en;q=0.7 78 en-US,en;q=0.9 22 | nordic 80 arabic 10 slavic 7 turkish 3 | gmail.com 56 hotmail.com 14 outlook.com 8 icloud.com 10 live.se 4 telia.com 4 proton.me 4 | se se com io
  UA | 1.5 | Europe/Kyiv 2 1 | uk-UA,uk;q=0.9,ru;q=0.8,en-US;q=0.7,en;q=0.6 80 en-US,en;q=0.9 12 ru-RU,ru;q=0.9,uk;q=0.8 8 | slavic 100 | gmail.com 78 ukr.net 14 icloud.com 4 i.ua 1 proton.me 3 | com.ua ua com
  RU | 3 | Europe/Moscow 3 70 Asia/Yekaterinburg 5 15 Asia/Novosibirsk 7 15 | ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7 92 en-US,en;q=0.9 8 | slavic 94 turkish 4 arabic 2 | gmail.com 34 yandex.ru 24 mail.ru 24 bk.ru 4 inbox.ru 3 list.ru 3 rambler.ru 2 icloud.com 3 proton.me 3 | ru ru com
  TR | 2.5 | Europe/Istanbul 3 1 | tr-TR,tr;q=0.9,en-US;q=0.8,en;q=0.7 94 en-US,en;q=0.9 6 | turkish 97 arabic 3 | gmail.com 68 hotmail.com 20 outlook.com 5 icloud.com 4 yandex.com 1 yahoo.com 2 | com.tr com.tr com
  IN | 12 | Asia/Kolkata 5.5 1 | en-IN,en;q=0.9,hi;q=0.8 30 en-US,en;q=0.9 48 en-GB,en-US;q=0.9,en;q=0.8 22 | indian 93 pakistani 7 | gmail.com 90 yahoo.com 2 yahoo.co.in 2 outlook.com 3 rediffmail.com 1 icloud.com 1 proton.me 1 | in co.in com com ai
  PK | 2 | Asia/Karachi 5 1 | en-US,en;q=0.9 78 en-GB,en-US;q=0.9,en;q=0.8 16 ur-PK,ur;q=0.9,en;q=0.8 6 | pakistani 100 | gmail.com 89 yahoo.com 5 hotmail.com 3 outlook.com 2 icloud.com 1 | com.pk pk com
  CN | 3 | Asia/Shanghai 8 1 | zh-CN,zh;q=0.9 66 zh-CN,zh;q=0.9,en;q=0.8 30 en-US,en;q=0.9,zh-CN;q=0.8 4 | chinese 100 | qq.com 42 163.com 22 126.com 5 gmail.com 16 outlook.com 7 foxmail.com 4 sina.com 2 icloud.com 2 | cn com.cn com
  JP | 4 | Asia/Tokyo 9 1 | ja-JP,ja;q=0.9,en-US;q=0.8,en;q=0.7 62 ja,en-US;q=0.9,en;q=0.8 33 en-US,en;q=0.9 5 | japanese 97 chinese 2 korean 1 | gmail.com 58 yahoo.co.jp 17 icloud.com 10 outlook.jp 4 docomo.ne.jp 4 ezweb.ne.jp 2 softbank.ne.jp 2 nifty.com 1 proton.me 2 | co.jp jp com
  KR | 2.5 | Asia/Seoul 9 1 | ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7 88 en-US,en;q=0.9,ko;q=0.8 12 | korean 100 | gmail.com 54 naver.com 34 daum.net 3 hanmail.net 4 kakao.com 2 icloud.com 2 outlook.com 1 | co.kr kr com
  VN | 2.5 | Asia/Ho_Chi_Minh 7 1 | vi-VN,vi;q=0.9,en-US;q=0.8,en;q=0.7 62 vi,en-US;q=0.9,en;q=0.8 22 en-US,en;q=0.9 16 | vietnamese 100 | gmail.com 95 outlook.com 2 yahoo.com.vn 1 icloud.com 2 | vn com.vn com
  ID | 4 | Asia/Jakarta 7 80 Asia/Makassar 8 20 | id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7 76 en-US,en;q=0.9 24 | indonesian 96 chinese 4 | gmail.com 92 yahoo.com 3 yahoo.co.id 2 outlook.com 2 icloud.com 1 | co.id id com
  PH | 2.5 | Asia/Manila 8 1 | en-US,en;q=0.9 74 en-PH,en;q=0.9,fil;q=0.8 26 | filipino 98 chinese 2 | gmail.com 88 yahoo.com 8 outlook.com 2 icloud.com 2 | ph com.ph com
  AU | 2 | Australia/Sydney 10 60 Australia/Brisbane 10 25 Australia/Perth 8 15 | en-AU,en;q=0.9 62 en-GB,en-US;q=0.9,en;q=0.8 24 en-US,en;q=0.9 14 | english 72 chinese 10 indian 9 vietnamese 4 arabic 3 italian 2 | gmail.com 56 hotmail.com 13 outlook.com 9 icloud.com 9 bigpond.com 5 yahoo.com.au 5 proton.me 3 | com.au com.au com io
  BR | 6 | America/Sao_Paulo -3 90 America/Manaus -4 10 | pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7 94 en-US,en;q=0.9 6 | brazilian 97 japanese 1 italian 2 | gmail.com 76 hotmail.com 12 outlook.com 5 yahoo.com.br 3 icloud.com 2 uol.com.br 1 bol.com.br 1 | com.br com.br com
  MX | 2.5 | America/Mexico_City -6 90 America/Tijuana -8 10 | es-MX,es;q=0.9,en;q=0.8 58 es-419,es;q=0.9,en;q=0.8 36 en-US,en;q=0.9 6 | spanish 100 | gmail.com 73 hotmail.com 15 outlook.com 6 yahoo.com.mx 2 icloud.com 3 live.com.mx 1 | mx com.mx com
  NG | 2 | Africa/Lagos 1 1 | en-US,en;q=0.9 60 en-GB,en-US;q=0.9,en;q=0.8 34 en-NG,en;q=0.9 6 | nigerian 100 | gmail.com 89 yahoo.com 7 outlook.com 2 icloud.com 2 | com.ng ng com
  ZA | 1.5 | Africa/Johannesburg 2 1 | en-ZA,en;q=0.9 46 en-GB,en-US;q=0.9,en;q=0.8 30 en-US,en;q=0.9 24 | southern-african 60 english 25 dutch 10 indian 5 | gmail.com 78 outlook.com 6 icloud.com 4 yahoo.com 4 webmail.co.za 2 mweb.co.za 2 telkomsa.net 2 proton.me 2 | co.za co.za com
  EG | 1.5 | Africa/Cairo 2 1 | ar-EG,ar;q=0.9,en-US;q=0.8,en;q=0.7 55 en-US,en;q=0.9,ar;q=0.8 45 | arabic 100 | gmail.com 84 yahoo.com 8 hotmail.com 4 outlook.com 2 icloud.com 2 | com.eg com
  AE | 1 | Asia/Dubai 4 1 | en-US,en;q=0.9 40 en-GB,en;q=0.9 25 ar-AE,ar;q=0.9,en;q=0.8 25 en-AE,en;q=0.9 10 | arabic 35 indian 40 pakistani 12 filipino 8 english 5 | gmail.com 76 hotmail.com 7 outlook.com 5 yahoo.com 4 icloud.com 8 | ae com
`
  .trim()
  .split("\n")
  .map((line) => {
    const [code, share, zone = "", languages = "", cultures = "", mail = "", endings = ""] = line
      .split("|")
      .map((part) => part.trim());
    return {
      code: code as CountryCode,
      share: Number(share),
      zones: zones(zone),
      languages: weights(languages),
      cultures: weights<Culture>(cultures),
      mail: weights(mail),
      companyEndings: endings.split(" "),
    };
  });

const byCode: ReadonlyMap<string, Country> = new Map(countries.map((it) => [it.code, it]));

/** The country of a code. */
export function countryOf(code: CountryCode): Country {
  const found = byCode.get(code);
  if (found === undefined) throw new RangeError(`no country ${code}`);
  return found;
}

const byShare: readonly (readonly [Country, number])[] = countries.map((it) => [it, it.share]);

/** A country, by shares. */
export function anyCountry(random: Random): Country {
  return random.weighted(byShare);
}
