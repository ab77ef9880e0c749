import type { SignupSignal } from "trialgate";
import * as factories from "trialgate/signals";
import ts from "typescript";

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

/** Every built-in signal, with what stands above its factory in `src/signup/signals`. */
export function signalSources(): readonly SignalSource[] {
  const files = Object.values(factories).map((factory) => fileOf(factory().id));
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  return Object.entries(factories).map(([name, factory]) => {
    const signal = factory();
    const source = program.getSourceFile(fileOf(signal.id));
    const made = source?.statements.find(
      (node): node is ts.FunctionDeclaration => ts.isFunctionDeclaration(node) && node.name?.text === name,
    );
    const symbol = made?.name && checker.getSymbolAtLocation(made.name);
    if (made === undefined || symbol === undefined) throw new Error(`${signal.id}: no factory ${name}()`);
    const parameter = made.parameters[0];
    const type = parameter && checker.getNonNullableType(checker.getTypeAtLocation(parameter));
    return {
      factory: name,
      signal,
      paragraphs: commentOf(symbol, checker),
      options: (type?.getProperties() ?? []).flatMap((property) => optionsOf(property, "", checker)),
    };
  });
}

const fileOf = (id: string): string => `src/signup/signals/${id}.ts`;

function commentOf(symbol: ts.Symbol, checker: ts.TypeChecker): readonly string[] {
  return ts
    .displayPartsToString(symbol.getDocumentationComment(checker))
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, " ").replace(/\{@link (\w+)\}/g, "`$1`"))
    .filter((paragraph) => paragraph !== "");
}

/** An option, and below it the fields of an object that it takes, such as `allow.emails`. */
function optionsOf(property: ts.Symbol, above: string, checker: ts.TypeChecker): readonly Option[] {
  const declared = property.valueDeclaration;
  if (declared === undefined || !ts.isPropertySignature(declared)) return [];
  const name = above + property.name;
  const type = (declared.type?.getText() ?? "").replace(/\s+/g, " ");
  const fields = checker.getNonNullableType(checker.getTypeOfSymbol(property));
  const isOwnInterface = fields.symbol?.declarations?.some(
    (node) => ts.isInterfaceDeclaration(node) && node.getSourceFile() === declared.getSourceFile(),
  );
  return [
    { name, type, text: commentOf(property, checker).join(" ") },
    ...(isOwnInterface
      ? fields.getProperties().flatMap((field) => optionsOf(field, `${name}.`, checker))
      : []),
  ];
}
