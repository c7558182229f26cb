// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Container;

/// <summary>Repositories that came to be by a push, made ordinary ones.</summary>
public sealed class PushMigrationTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();
    private readonly Upstreams _upstreams = new();

    public void Dispose()
    {
        _pulp.Dispose();
        _upstreams.Dispose();
    }

    [Fact]
    public async Task Check_mode_tells_of_a_server_that_cannot_as_the_real_run_does()
    {
        Push();
        const string Cannot = "This server cannot migrate container-push repositories: that takes pulp_container 2.29 or newer";
        Assert.StartsWith(Cannot, (string?)(await MigrateAsync(_pulp.Address, checkMode: true))["msg"], StringComparison.Ordinal);
        Assert.StartsWith(Cannot, (string?)(await MigrateAsync(_pulp.Address, checkMode: false))["msg"], StringComparison.Ordinal);

        using var newer = new FaultyProxy(_pulp.Address)
        {
            Rewrite = (path, body) =>
                path.EndsWith("/status/", StringComparison.Ordinal)
                    ? body.Replace("\"2.27.11\"", "\"2.29.0\"", StringComparison.Ordinal)
                    : body,
        };
        var could = await MigrateAsync(newer.Address, checkMode: true);
        Assert.True((bool?)could["changed"], could.ToJsonString());
    }

    private static Task<JsonObject> MigrateAsync(string address, bool checkMode) => Calling.RunAsync(
        "container_push_repository",
        new JsonObject
        {
            ["pulp_url"] = address,
            ["username"] = "admin",
            ["password"] = "password",
            ["name"] = "team/app",
            ["state"] = "migrated",
        },
        checkMode);

    private void Push()
    {
        static string Registry(string address) => address.Replace("http://", "docker://", StringComparison.Ordinal);
        using var skopeo = Process.Start("skopeo", [
            "--insecure-policy", "copy", "--quiet", "--src-tls-verify=false", "--dest-tls-verify=false", "--dest-creds", "admin:password",
            $"{Registry(_upstreams["REGISTRY_URL"])}/stackhpc/keystone:2026.1-rocky-9-20260101T000000",
            $"{Registry(_pulp.Address)}/team/app:1"]);
        skopeo.WaitForExit();
        Assert.Equal(0, skopeo.ExitCode);
    }
}
