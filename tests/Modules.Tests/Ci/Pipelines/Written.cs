// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Ci.Generated;
using Modules.Tests.Infra;
using YamlDotNet.RepresentationModel;

namespace Modules.Tests.Ci.Pipelines;

/// <summary>Pipelines that the module wrote into a folder, read back.</summary>
internal sealed class Written : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gitlab-pipelines-");

    public string Root => _folder.FullName;

    public async Task<JsonObject> WriteAsync(string arguments = "{}", bool check = false)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        all["output_directory"] = Root;
        _ = all.TryAdd("openstack_release", "2025.1");
        _ = all.TryAdd("environments", new JsonArray("production", "prod-gb-01"));
        return await Calling.RunAsync("gitlab_pipelines", all, check);
    }

    public async Task<string> RefusedAsync(string arguments)
    {
        var foreseen = await WriteAsync(arguments, check: true);
        var answer = await WriteAsync(arguments);
        Assert.Equal((string?)answer["msg"], (string?)foreseen["msg"]);
        Assert.Null(answer["exception"]);
        Assert.True((bool?)answer["failed"]);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
        return (string)answer["msg"]!;
    }

    public string Text(string file) => File.ReadAllText(Path.Combine(Root, ".gitlab", file));

    public YamlMappingNode Tree(string file) => (YamlMappingNode)YamlTree.Parse(Text(file), file);

    public YamlNode? Find(string file, params string[] path) =>
        path.Aggregate((YamlNode?)Tree(file), YamlTree.Find);

    /// <summary>The lines of a job's script, with references as GitLab writes them.</summary>
    public IReadOnlyList<string> Script(string file, string job) => Texts(Find(file, job, "script"));

    public static IReadOnlyList<string> Texts(YamlNode? node) => node switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children.Select(item => item is YamlScalarNode { Value: var value } ? value! : item.ToString())],
        _ => [node.ToString()],
    };

    public IReadOnlyList<string> Conditions(string file, string job) =>
        [.. ((YamlSequenceNode)Find(file, job, "rules")!).Children.Select(rule => YamlTree.Find(rule, "if")!.ToString())];

    public void Dispose() => _folder.Delete(recursive: true);
}
