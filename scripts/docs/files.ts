import { readdirSync, readFileSync } from "node:fs";

/** The Markdown files of this repository that readers see, by path from its root. */
export const markdownFiles: readonly string[] = [
  ...readdirSync(".").filter((file) => file.endsWith(".md")),
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file.replaceAll("\\", "/")}`),
].sort();

/** A file's text. */
export function textOf(file: string): string {
  return readFileSync(file, "utf8");
}
