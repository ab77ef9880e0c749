import { type Platform, platformOf } from "./platform.js";

/** One entry of a version 3 lockfile: the fields used here, the rest carried along. */
export interface LockEntry extends Platform {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A version 3 `package-lock.json`: installation path (`node_modules/a/node_modules/b`; `""` is the root) → entry. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

const exactVersion = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** The entries that the optional dependencies of locked packages need and `lock` lacks, by installation path. */
export function missingOptionals({ packages }: Lockfile): Readonly<Record<string, LockEntry>> {
  const missing: Record<string, LockEntry> = {};
  for (const [parent, entry] of Object.entries(packages)) {
    const family = entry.optionalDependencies ?? {};
    for (const [name, range] of Object.entries(family)) {
      const resolved = resolve(packages, parent, name);
      if (resolved !== undefined && (!exactVersion.test(range) || resolved.version === range)) continue;
      if (!exactVersion.test(range))
        throw new Error(`${parent} wants ${name}@${range}: cannot tell the version`);
      const beside = `${parent.slice(0, parent.lastIndexOf("node_modules/"))}node_modules/${name}`;
      const place = packages[beside] === undefined ? beside : `${parent}/node_modules/${name}`;
      missing[place] = newEntry(name, range, entry, packages, parent);
    }
  }
  return missing;
}

/** `lock` with its missing optional entries, in npm's own order; the same object when nothing is missing. */
export function completed<Lock extends Lockfile>(lock: Lock): Lock {
  const missing = missingOptionals(lock);
  if (Object.keys(missing).length === 0) return lock;
  const packages = Object.entries({ ...lock.packages, ...missing });
  packages.sort(([a], [b]) => a.localeCompare(b, "en"));
  return { ...lock, packages: Object.fromEntries(packages) };
}

/** Finds what `name` means to the package at `from`, as Node does: its own folder first, then each one above. */
function resolve(packages: Lockfile["packages"], from: string, name: string): LockEntry | undefined {
  for (let folder = from && `/${from}`; ; folder = folder.slice(0, folder.lastIndexOf("/node_modules/"))) {
    const found = packages[`${folder}/node_modules/${name}`.slice(1)];
    if (found !== undefined || folder === "") return found;
  }
}

/** Licence and engines come from a relative that is locked: one project publishes the whole family alike. */
function newEntry(
  name: string,
  version: string,
  parent: LockEntry,
  packages: Lockfile["packages"],
  path: string,
): LockEntry {
  const family = Object.keys(parent.optionalDependencies ?? {});
  const relative = family.map((other) => resolve(packages, path, other)).find((entry) => entry !== undefined);
  const { os, cpu, libc } = platformOf(name, family);
  return {
    version,
    ...(cpu && { cpu }),
    ...(parent.dev && { dev: true }),
    ...(libc && { libc }),
    ...(relative?.license && { license: relative.license }),
    optional: true,
    ...(os && { os }),
    ...(relative?.engines && { engines: relative.engines }),
  };
}
