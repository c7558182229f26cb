// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

/// <summary>One open server for many tests that change nothing, and a folder.</summary>
public sealed class OpenServer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openbao-values-");

    internal BaoServer Bao { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Bao = await BaoServer.OpenAsync();
        foreach (var (path, mount) in (IEnumerable<(string, JsonObject)>)
            [("kv", new() { ["type"] = "kv" }), ("pki", new() { ["type"] = "pki" }),
                ("kv2", new() { ["type"] = "kv", ["options"] = new JsonObject { ["version"] = "2" } })])
        {
            _ = await Bao.SendAsync(HttpMethod.Post, $"sys/mounts/{path}", mount);
        }

        _ = await Bao.SendAsync(HttpMethod.Post, "sys/auth/jwt", new JsonObject { ["type"] = "jwt" });
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "file"), "no keys, no token, no snapshot");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "keys"), new JsonObject { ["keys"] = new JsonArray(Bao.Keys[0]), ["root_token"] = "s.x" }.ToJsonString());
    }

    public Task DisposeAsync()
    {
        Bao.Dispose();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A text with the folder's path.</summary>
    internal string Placed(string text) => text.Replace("{folder}", _folder.FullName, StringComparison.Ordinal);
}
