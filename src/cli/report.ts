import type { Assessment, Grant } from "trialgate";
import type { Fate } from "./entry.js";
import { columnsFor, tableHead, tableRow } from "./table.js";
import { createTally } from "./tally.js";
import type { Output } from "./terminal.js";

/** Writes the assessments of a file as they come. */
export interface Report {
  add(line: number, assessment: Assessment<string>, fate: Fate): Promise<void>;
  /** Closes it, when the last one has been added. */
  end(): Promise<void>;
}

/** One assessment a line. */
export function jsonReport(out: Output): Report {
  return {
    add: (_, assessment) => out.write(`${JSON.stringify(assessment)}\n`),
    end: async () => {},
  };
}

/** The history that policies are measured against: an assessment a line, and what became of it. */
export function labelledReport(out: Output): Report {
  return {
    add: (_, assessment, { label, labelledAt, group }) =>
      out.write(`${JSON.stringify({ assessment, label, labelledAt, group })}\n`),
    end: async () => {},
  };
}

/** A table for people, closed by what it came to. */
export function tableReport(out: Output, grants: Readonly<Record<string, Grant>>): Report {
  const columns = columnsFor(Object.keys(grants));
  const tally = createTally(grants);
  let headed = false;
  return {
    async add(line, assessment, { label }) {
      if (!headed) await out.write(tableHead(columns));
      headed = true;
      tally.add(assessment, label);
      await out.write(tableRow(line, assessment, columns));
    },
    end: () => out.write(headed ? `\n${tally.summary()}` : "no signups\n"),
  };
}
