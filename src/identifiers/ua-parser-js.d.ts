/** The part of ua-parser-js 1.x that is used here: the package ships no types of its own. */
declare module "ua-parser-js" {
  interface Match {
    readonly name?: string;
    readonly version?: string;
  }

  class UAParser {
    constructor(userAgent: string);
    getBrowser(): Match;
    getOS(): Match;
  }

  export = UAParser;
}
