type NodeCrypto = typeof import("node:crypto");

/** Node's own, where there is one. A static import of `node:crypto` would keep the library from loading where there is none. */
export function nodeCrypto(): NodeCrypto | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } };
  return process?.getBuiltinModule?.("node:crypto") as NodeCrypto | undefined;
}
