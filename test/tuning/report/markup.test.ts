import { describe, expect, it } from "vitest";
import { h, toHtml } from "../../../src/tuning/report/markup.js";

describe("markup", () => {
  it("is written with nothing in it that ends a tag or a quote", () => {
    const hostile = `</p><img src=x onerror="alert('1')">&amp;`;
    expect(toHtml(h("p", { title: hostile }, hostile))).toBe(
      '<p title="&lt;/p&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;">' +
        "&lt;/p&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;</p>",
    );
  });

  it("leaves out what is false or not there, and closes what can be closed", () => {
    const input = h("input", { hidden: true, readonly: false, id: undefined, min: -0.5 });
    expect(toHtml(h("div", {}, input, "a", h("b")))).toBe('<div><input hidden="" min="-0.5">a<b></b></div>');
  });
});
