import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import type { Block } from "./blocks.js";

/**
 * Runs a program from the docs in this process and answers what it printed. For that moment it is a file below
 * `.cache/`: inside the package, where its imports of `trialgate` lead to the sources.
 */
export async function runProgram({ file, line, text }: Block): Promise<string> {
  const folder = resolve(".cache/docs");
  mkdirSync(folder, { recursive: true });
  // A name of its own each time: a module is only ever run once.
  const path = `${folder}/${file.replaceAll("/", "-")}-${line}-${process.pid}-${performance.now()}.ts`;
  writeFileSync(path, text);

  const printed: string[] = [];
  const { log } = console;
  console.log = (...values: readonly unknown[]): void => void printed.push(format(...values));
  try {
    await import(/* @vite-ignore */ pathToFileURL(path).href);
  } finally {
    console.log = log;
    rmSync(path);
  }
  return printed.join("\n");
}
