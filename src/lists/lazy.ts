/** Makes a value when it is first asked for and keeps it. Only for values that never change: tables, not state. */
export function lazy<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
