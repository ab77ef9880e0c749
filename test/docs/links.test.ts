import { existsSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { markdownFiles, textOf } from "../../scripts/docs/files.js";

/** The links of a Markdown text that lead nowhere: a missing file, or a heading that is not there. */
function deadLinks(file: string, markdown: string): readonly string[] {
  const prose = markdown.replace(/```[\s\S]*?```/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
    if (/^(https?|mailto):/.test(link)) return [];
    const [path = "", anchor] = link.split("#", 2);
    const target = path === "" ? file : posix.join(posix.dirname(file), path);
    if (!existsSync(target)) return `${file}: ${link}`;
    if (anchor === undefined) return [];
    return anchorsOf(target === file ? markdown : textOf(target)).has(anchor) ? [] : `${file}: ${link}`;
  });
}

/** The anchors that GitHub makes of headings. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = markdown.replace(/```[\s\S]*?```/g, "").matchAll(/^#+ (.+)$/gm);
  return new Set(
    [...headings].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

describe("links between the docs", () => {
  it("lead somewhere", () => {
    expect(markdownFiles.flatMap((file) => deadLinks(file, textOf(file)))).toEqual([]);
  });

  it("would be seen if they did not", () => {
    const text = "# A b\n[x](docs/nowhere.md) [y](#a-b) [z](#c) [w](https://example.com/) [v](LICENSE)";
    expect(deadLinks("README.md", text)).toEqual(["README.md: docs/nowhere.md", "README.md: #c"]);
  });
});
