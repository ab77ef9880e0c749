/**
 * Asks the world outside about one name or address: a vendor, a database, a name server. Yours to pass in; nothing is
 * asked by default. `abortSignal` aborts when nobody waits for the answer any more: hand it to `fetch`.
 */
export type Lookup<Answer> = (
  name: string,
  context: { readonly abortSignal: AbortSignal },
) => Answer | Promise<Answer>;
