import { checkOptions, textsProblem } from "../options/check-options.js";
import { defineSignal, type SignupSignal } from "../signal.js";

/** Options of {@link userAgent}. */
export interface UserAgentOptions {
  /** Values of `channel` on which programs sign up by design, so that an HTTP library says nothing. Default `["cli", "api", "sdk", "app", "mobile"]`. */
  readonly libraryChannels?: readonly string[] | undefined;
}

/**
 * Sees clients that say they are no person's browser: a headless browser, an HTTP library, a declared robot, an empty
 * header, or a text that contradicts itself. Spared: old, rare and embedded browsers, which are no evidence at all;
 * libraries on the channels where programs belong; and, in part, libraries elsewhere, since native apps send them too.
 *
 * Counts nothing. Without a user agent it is skipped: a proxy may have dropped it. The header sent empty is another matter.
 */
export function userAgent(options: UserAgentOptions = {}): SignupSignal {
  const { libraryChannels = ["cli", "api", "sdk", "app", "mobile"] } = options;
  checkOptions(textsProblem("libraryChannels", libraryChannels, '["cli", "app"]'));
  return defineSignal({
    id: "user-agent",
    group: "behaviour",
    needs: ["userAgent"],
    uses: ["channel"],
    reasons: {
      automation: {
        points: 36, // 2.5 nats
        text: "The client says that it is a program: a headless browser, an HTTP library or a robot",
        since: "2026-11",
      },
      empty: {
        points: 14, // 1.0 nats: some privacy proxies blank the header
        text: "The user agent was sent empty",
        since: "2026-11",
      },
      impossible: {
        points: 20, // 1.4 nats, like a filled form that nobody typed
        text: "The user agent contradicts itself in a way that no browser does",
        since: "2026-11",
      },
    },
    evaluate: ({ userAgent: { automation, impossible }, channel }) => {
      if (automation === "empty") return [{ code: "empty" }];
      if (automation !== "none") {
        // A command line tool of one's own looks like a robot to the lists of robots; a headless browser is none.
        const expected =
          channel !== undefined && libraryChannels.includes(channel) && automation !== "headless";
        const strength = automation === "library" ? 0.8 : 1;
        return expected ? [] : [{ code: "automation", strength, detail: { kind: automation } }];
      }
      return impossible ? [{ code: "impossible" }] : [];
    },
  });
}
