// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Builder.ImageContents;
using Modules.Commands;
using Modules.Tests.Infra;

namespace Modules.Tests.Builder.ImageContents;

/// <summary>The scanner's report is trivy's form: results with vulnerabilities, or none.</summary>
public sealed class ContainerImageScanTests : IDisposable
{
    private const string Line =
        "trivy image --quiet --scanners vuln --format json --severity CRITICAL,HIGH --ignore-unfixed ";

    private const string Bad = """
        {"Results":[{"Target":"os","Vulnerabilities":[
          {"VulnerabilityID":"CVE-2024-2","Severity":"HIGH","PkgName":"zlib","InstalledVersion":"1.2","FixedVersion":"1.3"},
          {"VulnerabilityID":"CVE-2024-1","Severity":"CRITICAL","PkgName":"xz","InstalledVersion":"5.6","FixedVersion":"5.7"}]}]}
        """;

    private readonly ScriptedEngine _engine = new(new Dictionary<string, string>
    {
        ["GET /images/json"] = """
            [{"Id":"sha256:aa","RepoTags":["kolla/bad:1"],"Created":1700000000,"Size":1},
             {"Id":"sha256:bb","RepoTags":["kolla/good:1"],"Created":1700000000,"Size":1},
             {"Id":"sha256:cc","RepoTags":["kolla/odd:1"],"Created":1700000000,"Size":1}]
            """,
    });

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task EachImageIsOkOrNotOrCannotBeTold()
    {
        var commands = new RecordedCommands(
            ($"{Line}kolla/bad:1", Bad), ($"{Line}kolla/good:1", """{"Results":[{"Target":"os"}]}"""), ($"{Line}kolla/odd:1", "no database"));
        var answer = await ScanAsync(commands);
        Assert.Equal(["not_ok", "ok", "unknown"], answer["checks"]!.AsArray().Select(check => (string?)check!["state"]));
        Assert.Equal(["CVE-2024-1", "CVE-2024-2"], answer["vulnerabilities"]!.AsArray().Select(each => (string?)each!["id"]));
        Assert.StartsWith("kolla/bad:1: 1 critical, 1 high. Build it again", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.False((bool)answer["changed"]!);
    }

    [Fact]
    public async Task AScannerThatIsNotInstalledCannotTell()
    {
        var answer = await ScanAsync(new NoPrograms());
        Assert.Equal("unknown", (string?)answer["checks"]!.AsArray().Single()!["state"]);
        Assert.Contains("'trivy' is not installed", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.True((bool)(await ScanAsync(new NoPrograms(), strict: true))["failed"]!);
    }

    /// <summary>A program of this host, which is told what to scan and where the engine is.</summary>
    [Theory]
    [InlineData("echo '{\"Results\":null}'", "ok", "none is known")]
    [InlineData("printf '{\"Results\":[{\"Vulnerabilities\":[{\"VulnerabilityID\":\"%s\"}]}]}' \"$DOCKER_HOST\"", "not_ok", "1 ")]
    [InlineData("echo '{\"Results\":[{\"Vulnerabilities\":null},{}]}'", "ok", "none is known")]
    [InlineData("echo 'FATAL no database' >&2; exit 1", "unknown", "scanner.sh ended with 1: FATAL no database")]
    [InlineData("echo no JSON", "unknown", "scanner.sh ended with 0: no JSON")]
    [InlineData("exit 0", "unknown", "scanner.sh ended with 0: it said nothing")]
    [InlineData("kill -9 $$", "unknown", "scanner.sh ended with 137")]
    public async Task An_installed_scanner_is_run_and_one_that_fails_cannot_tell(string program, string state, string seen)
    {
        var folder = Directory.CreateTempSubdirectory("scanner-");
        var scanner = Path.Combine(folder.FullName, "scanner.sh");
        await File.WriteAllTextAsync(scanner, $"#!/bin/sh\n{program}\n");
        File.SetUnixFileMode(scanner, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var answer = await ScanAsync(new HostCommands(), scanner: scanner);
        folder.Delete(recursive: true);
        Assert.All(answer["checks"]!.AsArray(), check => Assert.Equal(state, (string?)check!["state"]));
        Assert.Contains(seen, (string?)answer["checks"]![0]!["seen"], StringComparison.Ordinal);
        if (state == "not_ok")
        {
            Assert.Equal(_engine.Address, (string?)answer["vulnerabilities"]![0]!["id"]);
        }
    }

    private Task<JsonObject> ScanAsync(ICommands commands, bool strict = false, string? scanner = null) => Calling.RunAsync(
        new ContainerImageScanModule(commands),
        new JsonObject { ["docker_host"] = _engine.Address, ["reference"] = "kolla/*", ["strict"] = strict, ["scanner"] = scanner });

    private sealed class NoPrograms : ICommands
    {
        public string? Find(string program) => null;

        public Task<CommandAnswer> RunAsync(Command command, CancellationToken ct) => throw new InvalidOperationException(command.ToString());
    }
}
