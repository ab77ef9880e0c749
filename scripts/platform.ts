/** What npm compares with the machine before it installs an optional package. */
export interface Platform {
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/**
 * What the words of a native package's name say, in npm's own terms (`process.platform`, `process.arch`, and the C
 * library). `true` stands for "says nothing": an ABI that follows from the system, or a part of the project's name.
 */
const words: Readonly<Record<string, Platform | true>> = {
  aix: { os: ["aix"] },
  android: { os: ["android"] },
  darwin: { os: ["darwin"] },
  freebsd: { os: ["freebsd"] },
  linux: { os: ["linux"] },
  netbsd: { os: ["netbsd"] },
  openbsd: { os: ["openbsd"] },
  openharmony: { os: ["openharmony"] },
  sunos: { os: ["sunos"] },
  win32: { os: ["win32"] },

  arm: { cpu: ["arm"] },
  arm64: { cpu: ["arm64"] },
  ia32: { cpu: ["ia32"] },
  loong64: { cpu: ["loong64"] },
  mips64el: { cpu: ["mips64el"] },
  ppc64: { cpu: ["ppc64"] },
  riscv64: { cpu: ["riscv64"] },
  s390x: { cpu: ["s390x"] },
  wasm32: { cpu: ["wasm32"] },
  x64: { cpu: ["x64"] },

  gnu: { libc: ["glibc"] },
  musl: { libc: ["musl"] },
  musleabihf: { libc: ["musl"] },

  eabi: true,
  gnueabihf: true,
  msvc: true,
  wasi: true,
  binding: true,
  bindings: true,
  cli: true,
  lightningcss: true,
  node: true,
  rollup: true,
};

/**
 * Reads the platform out of a package's name. `siblings` are the names of the same family, because two things show
 * there alone: `gnu` names a C library on Linux only (on Windows it is a toolchain), and a name that leaves the C
 * library open, `linux-x64` or `gnueabihf`, means glibc where it has a musl twin, and either where it has none.
 * Throws for a word that the table lacks: a wrong guess would install the wrong binary.
 */
export function platformOf(name: string, siblings: readonly string[]): Platform {
  if (name === "fsevents") return { os: ["darwin"] };
  let found: Platform = {};
  for (const word of name.replace(/^@[^/]+\//, "").split("-")) {
    const meaning = words[word];
    if (meaning === undefined) throw new Error(`${name}: add "${word}" to the table in scripts/platform.ts`);
    if (meaning !== true) found = { ...found, ...meaning };
  }
  const { libc, ...rest } = found;
  if (found.os?.[0] !== "linux") return rest;
  const twin = name.includes("gnu") ? name.replace("gnu", "musl") : `${name}-musl`;
  return libc === undefined && siblings.includes(twin) ? { ...found, libc: ["glibc"] } : found;
}
