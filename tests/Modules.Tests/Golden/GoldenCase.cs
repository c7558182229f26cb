// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Golden;

/// <summary>One recorded call of a Python module: its arguments, every exchange with Pulp, and what it printed.</summary>
/// <param name="Name"><c>module/NNN-slug</c>.</param>
/// <param name="Data">The file's content.</param>
internal sealed record GoldenCase(string Name, JsonObject Data)
{
    public static readonly string Folder = Path.Combine(Binary.RepositoryRoot, "tests/golden");

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Path.Combine(Folder, "cases"), "*.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Path.Combine(Folder, "cases"), file)[..^".json".Length])
        .Order(StringComparer.Ordinal);

    /// <summary>The cases of modules whose name begins so.</summary>
    public static IEnumerable<string> Of(params string[] beginnings) =>
        Names.Where(name => beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal)));

    public string Module => (string)Data["module"]!;

    public JsonObject Result => Data["result"]!.AsObject();

    public IReadOnlyList<JsonObject> Exchanges => [.. Data["exchanges"]!.AsArray().Select(each => each!.AsObject())];

    public IReadOnlyDictionary<string, string> Environment => Data["env"] is JsonObject variables
        ? variables.ToDictionary(pair => pair.Key, pair => (string)pair.Value!)
        : new Dictionary<string, string>();

    public static GoldenCase Read(string name) =>
        new(name, JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "cases", name + ".json")))!.AsObject());

    /// <summary>The arguments file as Ansible would write it, with the recording's address replaced.</summary>
    public string Arguments(string address)
    {
        var arguments = Data["args"]!.DeepClone().AsObject();
        arguments["_ansible_check_mode"] = (bool)Data["check_mode"]!;
        arguments["_ansible_diff"] = (bool)Data["diff_mode"]!;
        arguments["_ansible_module_name"] = "pulp.squeezer." + Module;
        return arguments.ToJsonString().Replace("127.0.0.1:8090", address, StringComparison.Ordinal);
    }
}
