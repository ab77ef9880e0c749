import { type ListClass, type RefreshSource, standardSources } from "trialgate/lists";

/** The sources to refresh from, or what is wrong with the flags. */
export type ListSources =
  | { readonly ok: true; readonly sources: readonly RefreshSource[] }
  | { readonly ok: false; readonly message: string };

/**
 * The standard sources, all from a mirror where one is given (`MIRROR/<name>`), with `NAME=URL` in place of one of them
 * or `NAME:CLASS=URL` beside them. What is no source at all is for `refreshLists` to say.
 */
export function listSources(given: readonly string[], mirror: string | undefined): ListSources {
  const sources = new Map<string, RefreshSource>(
    standardSources.map((source) => {
      const url = mirror === undefined ? source.url : `${mirror.replace(/\/+$/, "")}/${source.name}`;
      return [source.name, { ...source, url }];
    }),
  );
  for (const text of given) {
    const [, name = "", kind, url = ""] = /^([^:=]+)(?::([^:=]+))?=(.+)$/s.exec(text) ?? [];
    const known = sources.get(name);
    const listClass = (kind ?? known?.class) as ListClass | undefined;
    if (name === "" || listClass === undefined) {
      const message = `--source: write NAME=URL for ${[...sources.keys()].join(", ")}, or NAME:CLASS=URL for one of your own`;
      return { ok: false, message };
    }
    sources.set(name, { name, url, class: listClass, licence: known?.licence ?? "LicenseRef-own" });
  }
  return { ok: true, sources: [...sources.values()] };
}
