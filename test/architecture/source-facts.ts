import ts from "typescript";

/** Something that the language cannot forbid and the house does. */
export interface Finding {
  readonly kind:
    | "ambient"
    | "any"
    | "class"
    | "default-export"
    | "export-star"
    | "defines"
    | "await"
    | "mutable";
  /** The name or the words of it, such as `Date.now`. */
  readonly what: string;
}

/** One mention of another module: loaded with this one, loaded later by `import()`, or gone after compiling. */
export interface ModuleUse {
  readonly specifier: string;
  readonly how: "static" | "lazy" | "type";
}

/** What one source file says of itself, read from its syntax tree: comments and strings never count. */
export interface SourceFacts {
  readonly imports: readonly ModuleUse[];
  readonly findings: readonly Finding[];
  readonly lines: number;
}

// Time, chance, the machine, the network and the outside: whatever makes the same call answer differently.
const ambientGlobals = new Set(
  "process performance console fetch WebSocket XMLHttpRequest eval Function navigator setTimeout clearTimeout setInterval clearInterval setImmediate queueMicrotask require __dirname __filename Deno Bun".split(
    " ",
  ),
);
const ambientMembers = new Set(["Date.now", "Math.random", "crypto.randomUUID", "crypto.getRandomValues"]);

/** Parses `text` as the module `file` and lists its imports and findings. */
export function sourceFacts(file: string, text: string): SourceFacts {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const imports: ModuleUse[] = [];
  const findings: Finding[] = [];
  const find = (kind: Finding["kind"], what: string): void => void findings.push({ kind, what });

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
        imports.push({ specifier: node.moduleSpecifier.text, how: isTypeOnly(node) ? "type" : "static" });
      }
      if (ts.isExportDeclaration(node) && isStar(node)) find("export-star", node.getText());
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      imports.push({ specifier: unquoted(node.argument.literal), how: "type" });
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [target] = node.arguments;
      imports.push({ specifier: target ? unquoted(target) : "", how: "lazy" });
    }
    if (node.kind === ts.SyntaxKind.AnyKeyword) find("any", firstLine(node.parent));
    if (ts.isClassLike(node)) find("class", node.name?.text ?? "(nameless)");
    if (isDefaultExport(node)) find("default-export", "default");
    if (isTopLevelAwait(node)) find("await", node.getText());
    if (isTopLevelLet(node)) find("mutable", node.getText());
    const ambient = ambientName(node);
    if (ambient !== undefined) find("ambient", ambient);
    ts.forEachChild(node, visit);
  };
  visit(source);

  for (const statement of source.statements) {
    if (!ts.isExportDeclaration(statement) && !ts.isImportDeclaration(statement)) {
      find("defines", firstLine(statement));
    }
  }
  return { imports, findings, lines: text.trimEnd().split("\n").length };
}

const firstLine = (node: ts.Node): string => node.getText().split("\n")[0] ?? "";

const unquoted = (node: ts.Node): string => (ts.isStringLiteralLike(node) ? node.text : node.getText());

// `import { type X }` is not one: under verbatimModuleSyntax it still loads the module.
const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean =>
  ts.isExportDeclaration(node) ? node.isTypeOnly : node.importClause?.isTypeOnly === true;

const isStar = (node: ts.ExportDeclaration): boolean =>
  node.exportClause === undefined || ts.isNamespaceExport(node.exportClause);

const isDefaultExport = (node: ts.Node): boolean =>
  ts.isExportAssignment(node) ||
  (node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isCaseOrDefaultClause(node.parent)) ||
  (ts.isExportSpecifier(node) && node.name.text === "default");

const isTopLevelLet = (node: ts.Node): boolean =>
  ts.isVariableStatement(node) &&
  ts.isSourceFile(node.parent) &&
  (node.declarationList.flags & ts.NodeFlags.Const) === 0;

function isTopLevelAwait(node: ts.Node): boolean {
  if (!ts.isAwaitExpression(node) && !(ts.isForOfStatement(node) && node.awaitModifier)) return false;
  return ts.findAncestor(node, ts.isFunctionLike) === undefined;
}

/** The ambient thing that `node` reaches for, such as `Math.random`, `Date` (its clock) or `globalThis.fetch`. */
function ambientName(node: ts.Node): string | undefined {
  if (!ts.isIdentifier(node) || !isReference(node)) return undefined;
  const { parent, text } = node;
  if (ambientGlobals.has(text)) return text;
  const member =
    ts.isPropertyAccessExpression(parent) && parent.expression === node ? parent.name.text : undefined;
  if (text === "globalThis") return member === undefined || ambientGlobals.has(member) ? text : undefined;
  if (member !== undefined && ambientMembers.has(`${text}.${member}`)) return `${text}.${member}`;
  if (text === "Math" && member === undefined) return "Math"; // an alias would hide Math.random
  if (text === "Date" && member !== "UTC" && member !== "parse" && !isDateOfSomething(parent)) return "Date";
  return undefined;
}

const isDateOfSomething = (node: ts.Node): boolean =>
  (ts.isNewExpression(node) && (node.arguments?.length ?? 0) > 0) ||
  (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword);

/** Whether an identifier is read as a value here, rather than naming a property, a declaration or a type. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isTypeNode(parent) || ts.isTypeElement(parent) || ts.isQualifiedName(parent)) return false;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent)) return false;
  if (ts.isBindingElement(parent) && (parent.name === node || parent.propertyName === node)) return false;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.initializer === node;
  return !("name" in parent && parent.name === node); // whatever else has a name: a function, a method, a class
}
