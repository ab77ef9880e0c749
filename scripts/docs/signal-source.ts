import type { SignupSignal } from "trialgate";
import * as factories from "trialgate/signals";
import ts from "typescript";
import { textOf } from "./files.js";

/** What the source says of one signal: its factory's comment and options. */
export interface SignalSource {
  /** `disposableEmail`. */
  readonly factory: string;
  readonly signal: SignupSignal;
  readonly paragraphs: readonly string[];
  readonly options: readonly Option[];
}

/** One option of a factory. */
export interface Option {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** A signal that asks the world outside has to be told whom to ask. */
const neededOptions: Readonly<Record<string, unknown>> = { mailHost: { resolveMx: () => [] } };

/** Every built-in signal, with what stands above its factory in `src/signup/signals`. */
export function signalSources(): readonly SignalSource[] {
  return Object.entries(factories).map(([name, factory]) => {
    const make = factory as (options?: unknown) => SignupSignal;
    const signal = make(neededOptions[name]);
    const file = `src/signup/signals/${signal.id}.ts`;
    const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
    const declared = source.statements
      .filter(ts.isFunctionDeclaration)
      .find((node) => node.name?.text === name);
    if (declared === undefined) throw new Error(`${file} has no function ${name}`);
    const type = declared.parameters[0]?.type?.getText() ?? "";
    return {
      factory: name,
      signal,
      paragraphs: paragraphsAbove(declared),
      options: optionsOf(type, "", source),
    };
  });
}

/** The fields of an interface of this file, and below a field whose type is another one, the fields of that. */
function optionsOf(type: string, above: string, source: ts.SourceFile): readonly Option[] {
  const declared = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find((node) => node.name.text === type);
  return [...(declared?.members ?? [])].filter(ts.isPropertySignature).flatMap((member) => {
    const name = above + member.name.getText();
    const of = (member.type?.getText() ?? "").replace(/\s+/g, " ");
    return [
      { name, type: of, text: paragraphsAbove(member).join(" ") },
      ...optionsOf(of, `${name}.`, source),
    ];
  });
}

/** The comment above a declaration, in paragraphs of one line. */
function paragraphsAbove(node: ts.Node): readonly string[] {
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1)?.comment;
  return (ts.getTextOfJSDocComment(comment) ?? "")
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, " "))
    .filter((paragraph) => paragraph !== "");
}
