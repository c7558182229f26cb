// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao;

/// <summary>The module is killed somewhere between its start and its end: the keys are in the file, or the server has none.</summary>
public sealed class KilledInitTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openbao-killed-");

    private string Keys => Path.Combine(_folder.FullName, "keys.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(300)]
    [InlineData(450)]
    [InlineData(650)]
    public async Task Killed_after_so_many_milliseconds_no_key_is_lost(int milliseconds)
    {
        using var bao = new BaoServer();
        var arguments = new JsonObject { ["url"] = bao.Address, ["keys_file"] = Keys, ["vault_password"] = "right" };
        using var module = new ModuleProcess("openbao_init", arguments);
        await Task.Delay(milliseconds);

        await module.KillAsync();

        await KeptOrNoneAsync(bao);
        // Whatever it left, the next run ends it, or says what to do about a place that was just taken.
        var again = await bao.RunAsync("openbao_init", $$"""{"keys_file": "{{Keys}}", "vault_password": "right"}""");
        Assert.True(again["failed"] is null || ((string)again["msg"]!).StartsWith("Wait for the other run", StringComparison.Ordinal), again.ToJsonString());
    }

    /// <summary>The process that was left alone goes on for a moment.</summary>
    private async Task KeptOrNoneAsync(BaoServer bao)
    {
        for (var (left, calm) = (300, 0); calm < 10; left--)
        {
            Assert.True(left > 0, "The server has keys, and their file did not come.");
            await Task.Delay(100);
            var hasKeys = (bool)(await bao.SendAsync(HttpMethod.Get, "sys/init")).Body!["initialized"]!;
            calm = hasKeys == File.Exists(Keys) ? calm + 1 : 0;
        }
    }
}
