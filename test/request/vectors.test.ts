import { readFileSync } from "node:fs";
import { isTrialgateError } from "trialgate";
import { type ClientIpStrategy, clientIp, createClientIpReader, type RequestLike } from "trialgate/request";
import { describe, expect, it } from "vitest";
import { networkOf } from "../../src/identifiers/ip.js";

interface Vector {
  readonly id: string;
  readonly desc: string;
  readonly config: {
    readonly strategy: string;
    readonly header?: string;
    readonly hops?: number;
    readonly trusted?: readonly string[];
    readonly platform?: string;
    readonly behind?: string;
    readonly ipv6Prefix?: number;
  };
  readonly request: {
    readonly remoteAddress?: string;
    readonly headersKind?: "Headers";
    readonly headers: Readonly<Record<string, string>> | null;
  };
  readonly expect: {
    readonly ip?: string | null;
    readonly reason?: string;
    readonly scope?: string;
    readonly key?: string;
    readonly configError?: true;
    readonly peerVerified?: false;
    readonly duplicateHeader?: true;
  };
}

const file = new URL("../vectors/ip-vectors.json", import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, "utf8")) as { vectors: readonly Vector[] };

function strategyOf({
  strategy: kind,
  header,
  hops,
  trusted: ranges,
  platform,
  behind,
}: Vector["config"]): unknown {
  if (kind === "header") return { kind, name: header };
  if (kind === "platform") return { kind, name: platform, ...(behind === undefined ? {} : { behind }) };
  if (kind === "trusted-hops") return { kind, hops, header };
  return kind === "trusted-ranges" ? { kind, ranges, header } : { kind };
}

function requestOf({ remoteAddress, headersKind, headers }: Vector["request"]): RequestLike {
  const entries = Object.entries(headers ?? {}).map(([name, value]) => [name, expanded(value)] as const);
  const plain = Object.fromEntries(entries);
  const given = headersKind === "Headers" ? new Headers(plain) : plain;
  return {
    headers: headers === null ? null : given,
    ...(remoteAddress === undefined ? {} : { socket: { remoteAddress } }),
  };
}

/** `$parts:[["1.1.1.1,",3],["8.8.4.4",1]]` is short for `1.1.1.1,1.1.1.1,1.1.1.1,8.8.4.4`. */
function expanded(value: string): string {
  if (typeof value !== "string" || !value.startsWith("$parts:")) return value;
  const parts: readonly [string, number][] = JSON.parse(value.slice("$parts:".length));
  return parts.map(([text, times]) => text.repeat(times)).join("");
}

describe("shared vectors", () => {
  it("are all here", () => {
    expect(vectors).toHaveLength(90);
  });

  it.each(vectors)("$id $desc", ({ config, request, expect: expected }) => {
    const strategy = strategyOf(config) as ClientIpStrategy;
    if (expected.configError) {
      expect(configProblem(strategy)).toBe("invalid_config");
      return;
    }
    const found = clientIp(requestOf(request), strategy);
    if (expected.ip === null) {
      expect(found).toMatchObject({ ok: false, code: expected.reason });
      return;
    }
    if (!found.ok) throw new Error(found.message);
    const { address, scope, key, words, warnings } = found.value;
    const counted = config.ipv6Prefix === undefined ? key : networkOf(words, config.ipv6Prefix);
    expect({ scope, key: counted }).toEqual({ scope: expected.scope, key: expected.key });
    if (expected.ip !== undefined) expect(address).toBe(expected.ip);
    expect(warnings).toEqual([
      ...(expected.peerVerified === false ? ["unverified-peer"] : []),
      ...(expected.duplicateHeader ? ["duplicate-header"] : []),
    ]);
  });
});

function configProblem(strategy: ClientIpStrategy): string {
  try {
    createClientIpReader(strategy);
    return "none";
  } catch (error) {
    return isTrialgateError(error) ? error.code : "another error";
  }
}
