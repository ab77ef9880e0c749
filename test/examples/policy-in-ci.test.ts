// The example of a policy under test in a pull request is itself a test.
import "../../examples/policy-in-ci.test.js";
