// SPDX-License-Identifier: GPL-3.0-or-later
using Tests.Infra;

namespace Sandbox.Tests.Infra;

/// <summary>The tiny upstreams of tests/upstreams, started once for all tests of the collection.</summary>
public sealed class Upstreams : IAsyncLifetime
{
    public const string Name = "upstreams";

    private Dictionary<string, string> _env = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("sandbox-upstreams-").FullName;

    public string this[string name] => _env["UPSTREAM_" + name];

    public async Task InitializeAsync() => _env = (await ScriptAsync("start", Folder))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    public async Task DisposeAsync()
    {
        await ScriptAsync("stop", Folder);
        Directory.Delete(Folder, recursive: true);
    }

    internal static Task<string> ScriptAsync(string command, string folder) =>
        Command.RunAsync(Path.Combine(SourceTree.Root, "tests/upstreams/upstreams.sh"), command, folder);
}

[CollectionDefinition(Upstreams.Name)]
public sealed class UpstreamsCollection : ICollectionFixture<Upstreams>;
