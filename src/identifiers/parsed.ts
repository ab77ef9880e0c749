/**
 * What every parser of an identifier answers. Malformed text is a normal outcome, so it is a value:
 * `code` is stable and for programs, `message` is for people and never repeats the text it is about.
 */
export type Parsed<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: Code; readonly message: string };
