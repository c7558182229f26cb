// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

public sealed class SnapshotTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openbao-snapshot-");

    private string Arguments => $"{{\"path\": \"{Path.Combine(_folder.FullName, "bao.snap")}\"";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_is_saved_for_its_owner_and_restored_into_its_own_cluster_or_with_force()
    {
        using var bao = await BaoServer.OpenAsync();
        using var other = await BaoServer.OpenAsync();

        _ = await bao.RunAsync("openbao_snapshot", Arguments + "}", checkMode: true);
        Assert.Empty(_folder.GetFiles());
        var saved = await bao.RunAsync("openbao_snapshot", Arguments + "}");
        Assert.True(saved["size"]?.GetValue<long>() > 0, saved.ToJsonString());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, _folder.GetFiles().Single().UnixFileMode);

        Assert.Null((await bao.RunAsync("openbao_snapshot", Arguments + ", \"state\": \"restored\"}"))["failed"]);
        var refused = await other.RunAsync("openbao_snapshot", Arguments + ", \"state\": \"restored\"}");
        Assert.StartsWith("Say force: true only if", (string?)refused["msg"], StringComparison.Ordinal);
        Assert.Null((await other.RunAsync("openbao_snapshot", Arguments + ", \"state\": \"restored\", \"force\": true}"))["failed"]);
    }

    [Fact]
    public async Task A_wrong_token_writes_no_file()
    {
        using var bao = await BaoServer.OpenAsync();

        var answer = await bao.RunAsync("openbao_snapshot", Arguments + "}", token: "s.AAAAAAAAAAAAAAAAAAAAAAAA");

        Assert.StartsWith("Check token", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
    }
}
