// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;

namespace CiSandbox.GitHub;

/// <summary>Workflows and their runs. A run has begun when it is first looked at, and has ended when it is looked at again.</summary>
/// <param name="web">Where people see them.</param>
internal sealed class Runs(Uri web)
{
    private readonly List<(long Id, string Workflow, JsonObject Inputs)> _all = [];
    private readonly Dictionary<long, int> _looks = [];

    /// <summary>The files that are there; everything else is not.</summary>
    public HashSet<string> Workflows { get; } = ["build-kayobe-docker-image.yml", "run-tempest.yml"];

    /// <summary>How runs end.</summary>
    public string Conclusion { get; set; } = "success";

    /// <summary>Whether an answer says which run it is; an older Enterprise Server does not.</summary>
    public bool TellsRun { get; set; } = true;

    /// <summary>What each run was given; for tests.</summary>
    public IEnumerable<JsonObject> Inputs => _all.Select(each => each.Inputs);

    public GitHubAnswer Answer(GitHubRequest request, string[] path) => (request.Method, path) switch
    {
        ("GET", ["workflows"]) => request.Page("workflows", [.. Workflows.Order(StringComparer.Ordinal).Select(Shown)]),
        ("GET", ["workflows", var file]) => new(200, Shown(Known(file))),
        ("POST", ["workflows", var file, "dispatches"]) => Started(Known(file), request),
        ("GET", ["workflows", var file, "runs"]) => request.Page(
            "workflow_runs", [.. _all.Where(each => each.Workflow == file).Reverse().Select(each => Run(each.Id, looks: 0))]),
        ("GET", ["runs", var id]) => new(200, Run(_all.Select(each => each.Id).FirstOrDefault(
            each => each.ToString(CultureInfo.InvariantCulture) == id) is > 0 and var number ? number : throw GitHubRefusal.NotFound)),
        _ => throw GitHubRefusal.NotFound,
    };

    private string Known(string file) => Workflows.Contains(file) ? file : throw GitHubRefusal.NotFound;

    private GitHubAnswer Started(string file, GitHubRequest request)
    {
        _ = request.Text("ref");
        if (!TellsRun && request.Body.ContainsKey("return_run_details"))
        {
            throw GitHubRefusal.Invalid("Invalid request.\n\n\"return_run_details\" is not a permitted key.");
        }

        var inputs = request.Body["inputs"] as JsonObject ?? [];
        if (inputs.Count > 25)
        {
            throw GitHubRefusal.Invalid("Invalid request.\n\nToo many inputs.");
        }

        _all.Add((100 + _all.Count, file, inputs.DeepClone().AsObject()));
        var id = _all[^1].Id;
        return (bool?)request.Body["return_run_details"] == true
            ? new(200, new JsonObject { ["workflow_run_id"] = id, ["run_url"] = $"{request.Address}", ["html_url"] = Page(id) })
            : GitHubAnswer.Nothing;
    }

    private JsonObject Run(long id) => Run(id, _looks[id] = _looks.GetValueOrDefault(id) + 1);

    private JsonObject Run(long id, int looks) => new()
    {
        ["id"] = id,
        ["status"] = looks > 1 ? "completed" : "in_progress",
        ["conclusion"] = looks > 1 ? Conclusion : null,
        ["html_url"] = Page(id),
    };

    private JsonObject Shown(string file) => new()
    {
        ["id"] = 1 + Workflows.Order(StringComparer.Ordinal).ToList().IndexOf(file),
        ["name"] = file,
        ["path"] = $".github/workflows/{file}",
        ["state"] = "active",
    };

    private string Page(long id) => $"{web}/actions/runs/{id}";
}
