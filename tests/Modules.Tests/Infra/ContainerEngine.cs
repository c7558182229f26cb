// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Tests.Infra;

/// <summary>An engine that keeps containers: they are made, started, renamed and removed, and what is in them works or ends at once.</summary>
internal sealed class ContainerEngine : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ScriptedEngine _scripted;
    private int _made;

    /// <param name="said">What a command in a container writes.</param>
    /// <param name="code">How it ends.</param>
    public ContainerEngine(string said = "", int code = 0) =>
        _scripted = new(new Dictionary<string, string>(), said, code) { Answers = Answer };

    public string Address => _scripted.Address;

    public List<JsonObject> Containers { get; } = [];

    /// <summary>The images it has: name and id.</summary>
    public Dictionary<string, string> Images { get; } = new() { ["pulp/pulp:3.49"] = "sha256:0349", ["pulp/pulp:3.63"] = "sha256:0363" };

    /// <summary>Whether what is in a container works.</summary>
    public Func<JsonObject, bool> Works { get; set; } = _ => true;

    /// <summary>Requests that fail, by what they begin with: each once.</summary>
    public Dictionary<string, string> Failures { get; } = [];

    public IReadOnlyList<string> Requests => _scripted.Requests;

    public void Dispose() => _scripted.Dispose();

    public JsonObject? Find(string name) =>
        Containers.Find(each => (string)each["Name"]! == $"/{name}" || (string)each["Id"]! == name);

    /// <summary>Status of each container by name, in the order of names.</summary>
    public string Shown()
    {
        lock (_gate)
        {
            return string.Join(' ', Containers
                .Select(each => $"{((string)each["Name"]!)[1..]}:{(string)each["Id"]!}:{each["State"]!["Status"]}").Order(StringComparer.Ordinal));
        }
    }

    public static void Become(JsonObject container, string status, int code = 0)
    {
        var state = container["State"]!;
        (state["Status"], state["ExitCode"]) = (status, code);
        (state["Running"], state["Paused"]) = (status is "running" or "paused" or "restarting", status == "paused");
        (state["Restarting"], state["Dead"]) = (status == "restarting", status == "dead");
    }

    private string? Answer(string request, string body)
    {
        lock (_gate)
        {
            if (Failures.Keys.FirstOrDefault(each => request.StartsWith(each, StringComparison.Ordinal)) is { } failing)
            {
                _ = Failures.Remove(failing, out var answer);
                return answer;
            }

            var words = request.Split(' ', '?');
            return words[1].Split('/', StringSplitOptions.RemoveEmptyEntries) switch
            {
                ["images", .. var name, "json"] => Images.TryGetValue(Uri.UnescapeDataString(string.Join('/', name)), out var id)
                    ? new JsonObject { ["Id"] = id }.ToJsonString() : null,
                ["info"] => """{"NCPU":2,"DockerRootDir":"/"}""",
                ["containers", "json"] => new JsonArray([.. Containers.Where(each => (bool)each["State"]!["Running"]!)
                    .Select(each => (JsonNode?)new JsonObject { ["Id"] = (string)each["Id"]! })]).ToJsonString(),
                ["containers", "create"] => Create(words.Length > 2 ? words[2].Split('=')[1] : "nameless", JsonNode.Parse(body)!.AsObject()),
                ["containers", var name, .. var what] when Find(name) is { } found => Act(found, words[0], string.Concat(what), words[^1]),
                _ => null,
            };
        }
    }

    private string Create(string name, JsonObject wanted)
    {
        if (Find(name) is not null)
        {
            return """409 Conflict {"message":"the name is taken"}""";
        }

        var id = name == "nameless" ? "once" : $"made{++_made}"; // what only answers a question is gone at once
        var host = wanted["HostConfig"]!.DeepClone();
        Containers.Add(new JsonObject
        {
            ["Id"] = id,
            ["Name"] = $"/{name}",
            ["Image"] = Images.GetValueOrDefault((string)wanted["Image"]!, (string)wanted["Image"]!),
            ["RestartCount"] = 0,
            ["State"] = new JsonObject { ["StartedAt"] = "0001-01-01T00:00:00Z" },
            ["Config"] = new JsonObject { ["Image"] = (string)wanted["Image"]!, ["Env"] = wanted["Env"]?.DeepClone(), ["Labels"] = wanted["Labels"]?.DeepClone() },
            ["HostConfig"] = host,
            ["Mounts"] = new JsonArray([.. (host["Binds"] as JsonArray ?? []).Select(each => (JsonNode?)Mounted((string)each!))]),
        });
        Become(Containers[^1], "created");
        return new JsonObject { ["Id"] = id }.ToJsonString();
    }

    private static JsonObject Mounted(string bind) => bind.Split(':') switch
    {
        [['/', ..] source, var inside, ..] => new() { ["Type"] = "bind", ["Source"] = source, ["Destination"] = inside, ["RW"] = true },
        [var name, var inside, ..] => new() { ["Type"] = "volume", ["Name"] = name, ["Destination"] = inside, ["RW"] = true },
        _ => [],
    };

    private string? Act(JsonObject found, string method, string what, string query)
    {
        switch (what)
        {
            case "json":
                return found.ToJsonString();
            case "start" or "restart" when (string?)found["State"]!["Status"] == "dead":
                return """500 Internal Server Error {"message":"container is marked for removal and cannot be started"}""";
            case "start" or "restart":
                found["State"]!["StartedAt"] = DateTimeOffset.UtcNow.AddSeconds(1).ToString("o");
                Become(found, Works(found) ? "running" : "exited", Works(found) ? 0 : 1);
                return "204 No Content {}";
            case "stop":
                Become(found, "exited");
                return "204 No Content {}";
            case "unpause":
                Become(found, "running");
                return "204 No Content {}";
            case "rename" when Find(query.Split('=')[1]) is not null:
                return """409 Conflict {"message":"the name is taken"}""";
            case "rename":
                found["Name"] = $"/{query.Split('=')[1]}";
                return "204 No Content {}";
            case "exec" when (string?)found["State"]!["Status"] != "running":
                return $$"""409 Conflict {"message":"Container is {{found["State"]!["Status"]}}"}""";
            case "exec":
                return """{"Id":"e1"}""";
            case "logs":
                return null;
            case "" when method == "DELETE":
                _ = Containers.Remove(found);
                return "204 No Content {}";
            default:
                return null;
        }
    }
}
