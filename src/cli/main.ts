#!/usr/bin/env node
import { runProgram } from "./program.js";
import { toOutput } from "./terminal.js";

const { stdin, stdout, stderr } = process;

// Set and not exited with: what is still on its way to a pipe must arrive.
process.exitCode = await runProgram(process.argv.slice(2), {
  stdin,
  out: toOutput(stdout),
  err: toOutput(stderr),
  now: () => Date.now(),
  // Rows that scroll by are progress enough.
  watched: stderr.isTTY === true && stdout.isTTY !== true,
});
