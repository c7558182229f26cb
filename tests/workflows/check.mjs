// check.mjs: writes the workflows for each selector, gives the sandbox's GitHub all that the module says they need, and has GitHub's own
// parser read each file and GitHub's own evaluator each expression. Nothing may be null.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } from "@actions/workflow-parser";
import { Evaluator, Lexer, Parser, data } from "@actions/expressions";
import YAML from "yaml";

const modules = process.env.KAYOBE_MODULES.split(" ");
const sandbox = process.env.CI_SANDBOX.split(" ");
const world = mkdtempSync(join(tmpdir(), "workflows-"));
let passed = 0;
let failed = 0;

const cases = {
  "no environment": {},
  "no environment, arguments of their own": { arguments: { KAYOBE_VAULT_PASSWORD: "${{ secrets.SUPER_SECRET }}" } },
  "one environment": { selector: "single", environments: ["prod-gb-01"] },
  "one environment, a registry": { selector: "single", environments: ["production"], registry: { url: "pulp.example.com" } },
  "environments with hyphens": { selector: "input", environments: ["production", "prod-gb-01"], buildx_enabled: true },
  "environments without": { selector: "input", environments: ["production", "Test_2"] },
  "names that need a prefix": { selector: "input", environments: ["1st", "github", "o'brien", "späti"] },
  "a registry that is shared": { selector: "input", environments: ["a-b", "c"], registry: { share: true } },
  "started by the clock": {
    selector: "input",
    environments: ["a-b", "c"],
    overrides: { "run-tempest": { trigger: { schedule: { cron: "0 1 * * *" }, workflow_dispatch: null } } },
  },
};

const server = spawn(sandbox[0], [...sandbox.slice(1), "--github", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
try {
  const address = (await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next()).value.match(/http:\S+/)[0].replace(/\/$/, "");
  // The name of an environment as it is finds nothing: what this suite would see, were the files wrong.
  const wrong = "vars[format('{0}_REGISTRY_URL', inputs.kayobe_environment)]";
  const nothing = evaluate(wrong, "prod-gb-01", { vars: { PROD_GB_01_REGISTRY_URL: "x" }, secrets: {} }, []);
  report("a name that GitHub does not take is null", nothing === null ? [] : [`it is ${nothing}`]);
  for (const [name, options] of Object.entries(cases)) {
    await verify(name, options, address);
  }
} finally {
  server.kill();
  rmSync(world, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function verify(name, options, address) {
  const folder = join(world, name.replaceAll(" ", "-"));
  const written = run("github_workflows", { ...options, output_directory: folder });
  const names = options.selector ? options.environments : [null];
  await empty(address);
  for (const { name: variable } of written.required_variables) {
    run("github_actions_variable", { ...login(address), name: variable, value: `value-of-${variable}` });
  }
  for (const { name: secret } of written.required_secrets) {
    run("github_actions_secret", { ...login(address), name: secret, value: `secret-${secret}`, state_file: join(world, "secrets.json") });
  }
  const vars = Object.fromEntries((await list(address, "variables")).map((each) => [each.name, each.value]));
  const secrets = Object.fromEntries((await list(address, "secrets")).map((each) => [each.name, `secret-${each.name}`]));
  for (const file of readdirSync(folder)) {
    const faults = [];
    const content = readFileSync(join(folder, file), "utf8");
    const parsed = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
    faults.push(...parsed.context.errors.getErrors().map((error) => error.message));
    if (faults.length === 0) {
      const template = await convertWorkflowTemplate(parsed.context, parsed.value);
      faults.push(...(template.errors ?? []).map((error) => error.Message));
    }
    for (const environment of names) {
      for (const expression of expressions(YAML.parse(content))) {
        const value = evaluate(expression, environment, { vars, secrets }, faults);
        if (value === null || value === "") {
          faults.push(`${expression} is ${value} for ${environment}`);
        }
      }
    }
    report(`${name}: ${file}`, faults);
  }
}

function* expressions(node) {
  if (typeof node === "string") {
    for (const match of node.matchAll(/\$\{\{(.*?)\}\}/gs)) {
      yield match[1].trim();
    }
  } else if (node && typeof node === "object") {
    for (const each of Object.values(node)) {
      yield* expressions(each);
    }
  }
}

function evaluate(expression, environment, values, faults) {
  const inputs = {
    kayobe_environment: environment ?? "", kayobe_limit: "l", kayobe_tags: "t", kolla_limit: "kl", kolla_tags: "kt", test_suite: "default",
    tempest_pattern: "p", run_previous_failed: false, previous_workflow_id: 7,
  };
  const outputs = { outputs: { result: "7", "download-path": "/tmp/x", openstack_release: "2025.1" } };
  const contexts = {
    ...values,
    inputs,
    matrix: { environment },
    env: { KAYOBE_USER_UID: "1000", KAYOBE_USER_GID: "1000" },
    needs: { "prepare-runner": outputs },
    jobs: { "prepare-runner": outputs },
    steps: { openstack_release: outputs, get_previous_run: outputs, previous_artifacts: outputs },
    github: {
      event: { ref: "refs/heads/main", inputs: { ...inputs }, pull_request: { base: { sha: "1f" } } }, actor: "a", token: "t", sha: "2f",
      ref: "refs/heads/main", head_ref: "topic", repository: "acme/kayobe-config", workflow: "w", run_id: "1", run_attempt: "1",
      api_url: "https://api.github.com",
    },
  };
  try {
    const { tokens } = new Lexer(expression).lex();
    const tree = new Parser(tokens, Object.keys(contexts), []).parse();
    const found = new Evaluator(tree, toData(contexts)).evaluate();
    return found.kind === data.Kind.Null ? null : found.coerceString();
  } catch (error) {
    faults.push(`${expression}: ${error.message}`);
    return undefined;
  }
}

function toData(value) {
  if (value === null || value === undefined) return new data.Null();
  if (typeof value === "string") return new data.StringData(value);
  if (typeof value === "number") return new data.NumberData(value);
  if (typeof value === "boolean") return new data.BooleanData(value);
  return new data.Dictionary(...Object.entries(value).map(([key, each]) => ({ key, value: toData(each) })));
}

function login(address) {
  return { api_url: address, token: "sandbox", owner: "acme", repo: "kayobe-config" };
}

async function ask(address, method, path) {
  const answer = await fetch(`${address}/repos/acme/kayobe-config/actions/${path}`, { method, headers: { Authorization: "Bearer sandbox" } });
  return answer.status === 200 ? answer.json() : {};
}

async function list(address, kind) {
  return (await ask(address, "GET", `${kind}?per_page=100`))[kind];
}

async function empty(address) {
  for (const kind of ["variables", "secrets"]) {
    for (const each of await list(address, kind)) {
      await ask(address, "DELETE", `${kind}/${each.name}`);
    }
  }
}

function run(module, options) {
  const file = join(world, "args.json");
  writeFileSync(file, JSON.stringify(options));
  const answer = JSON.parse(execFileSync(modules[0], [...modules.slice(1), module, file], { encoding: "utf8" }));
  if (answer.failed) {
    throw new Error(`${module}: ${answer.msg}`);
  }
  return answer;
}

function report(name, faults) {
  if (faults.length === 0) {
    passed++;
  } else {
    failed++;
    console.log(`not ok - ${name}\n    ${[...new Set(faults)].slice(0, 5).join("\n    ")}`);
  }
}
