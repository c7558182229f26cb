// The parser imports JSON in a way that is made for bundlers; this has node read it.
import { register } from "node:module";

register("data:text/javascript," + encodeURIComponent(`
  import { readFile } from "node:fs/promises";
  export async function load(url, context, next) {
    return url.endsWith(".json")
      ? { format: "module", source: "export default " + (await readFile(new URL(url), "utf8")), shortCircuit: true }
      : next(url, context);
  }
`));
