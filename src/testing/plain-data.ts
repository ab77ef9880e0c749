/** A copy of plain data that cannot be written to, at any depth. */
export function frozen<Value>(value: Value): Value {
  return copy(value) as Value;
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(copy));
  // Bytes cannot be frozen.
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copy(item)])));
}

/** Every text in plain data, at any depth. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
