// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Content;

/// <summary>Where a file may lie in a repository: check mode says what Pulp says.</summary>
public sealed class RelativePathTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("relative-path").FullName;

    public void Dispose()
    {
        _pulp.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("/lead", "can't start with '/'")]
    [InlineData("  /lead", "can't start with '/'")]
    [InlineData("../up", "must not reach beyond the base path")]
    [InlineData("a/../../b", "must not reach beyond the base path")]
    [InlineData("../..", "must not reach beyond the base path")]
    [InlineData("a\0b", "Null characters are not allowed")]
    [InlineData("a/b", null)]
    [InlineData("a/../b", null)]
    [InlineData("./..a/b", null)]
    [InlineData("..", null)]
    public async Task Check_mode_and_the_real_run_agree(string path, string? complaint)
    {
        var file = Path.Combine(_folder, "some.bin");
        await File.WriteAllTextAsync(file, "content");
        _ = await RunAsync("file_repository", new JsonObject { ["name"] = "r" }, checkMode: false);
        var content = new JsonObject { ["file"] = file, ["relative_path"] = path, ["repository"] = "r" };
        var dry = await RunAsync("file_content", content, checkMode: true);
        var real = await RunAsync("file_content", content, checkMode: false);

        foreach (var answer in new[] { dry, real })
        {
            Assert.Equal(complaint is not null, (bool?)answer["failed"] ?? false);
            Assert.Equal(complaint is null, (bool?)answer["changed"] ?? false);
            Assert.Contains(complaint is null ? "" : "relative_path: ", (string?)answer["msg"] ?? "", StringComparison.Ordinal);
            Assert.Contains(complaint ?? "", (string?)answer["msg"] ?? "", StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/lead", "Relative path can't start with '/'. /lead")]
    [InlineData("a/../../b", "Relative path must not reach beyond the base path. a/../../b")]
    public async Task The_sandbox_refuses_it_as_Pulp_does(string path, string complaint)
    {
        var body = new JsonObject { ["relative_path"] = path, ["artifact"] = "/pulp/api/v3/artifacts/01900000-0000-7000-8000-000000000000/" };
        var call = new JsonObject { ["operation_id"] = "content_file_files_create", ["body"] = body };
        var answer = await RunAsync("api_call", call, checkMode: false);

        Assert.Contains(complaint, answer.ToJsonString(PlainText), StringComparison.Ordinal);
    }

    private static readonly System.Text.Json.JsonSerializerOptions PlainText =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Task<JsonObject> RunAsync(string module, JsonObject arguments, bool checkMode)
    {
        var all = arguments.DeepClone().AsObject();
        (all["pulp_url"], all["username"], all["password"]) = (_pulp.Address, "admin", "password");
        if (module != "api_call")
        {
            all["state"] = "present";
        }

        return Calling.RunAsync(module, all, checkMode);
    }
}
