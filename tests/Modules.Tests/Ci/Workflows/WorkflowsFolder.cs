// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Ci.Generated;
using Modules.Tests.Infra;
using YamlDotNet.RepresentationModel;

namespace Modules.Tests.Ci.Workflows;

/// <summary>A folder that workflows are written to.</summary>
internal sealed class WorkflowsFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("workflows-").FullName;

    public IEnumerable<string> Names =>
        Directory.GetFiles(Path).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Runs the module.</summary>
    public Task<JsonObject> WriteAsync(string options = "{}", bool checkMode = false)
    {
        var all = JsonNode.Parse(options)!.AsObject();
        all["output_directory"] = Path;
        return Calling.RunAsync("github_workflows", all, checkMode);
    }

    /// <summary>Runs it, and answers a failure's message.</summary>
    public async Task<string> RefusedAsync(string options)
    {
        var answer = await WriteAsync(options);
        Assert.True((bool?)answer["failed"], answer.ToJsonString());
        Assert.Empty(Names);
        return (string)answer["msg"]!;
    }

    public string Text(string name) => File.ReadAllText(System.IO.Path.Combine(Path, name));

    public YamlMappingNode Tree(string name) => (YamlMappingNode)YamlTree.Parse(Text(name), name);

    /// <summary>What lies below keys and places.</summary>
    public YamlNode? At(string name, params object[] path) => path.Aggregate(
        (YamlNode?)Tree(name),
        (node, step) => step is int place ? ((YamlSequenceNode?)node)?.Children[place] : YamlTree.Find(node, (string)step));

    public string? Said(string name, params object[] path) => (At(name, path) as YamlScalarNode)?.Value;

    /// <summary>The step of that name.</summary>
    public YamlMappingNode Step(string name, string step) =>
        ((YamlSequenceNode)At(name, "jobs", System.IO.Path.GetFileNameWithoutExtension(name), "steps")!).Children
            .OfType<YamlMappingNode>().Single(each => (YamlTree.Find(each, "name") as YamlScalarNode)?.Value == step);

    /// <summary>The names of the steps of a file's own job.</summary>
    public IEnumerable<string?> Steps(string name) =>
        ((YamlSequenceNode)At(name, "jobs", System.IO.Path.GetFileNameWithoutExtension(name), "steps")!).Children
            .Select(each => (YamlTree.Find(each, "name") as YamlScalarNode)?.Value);
}
