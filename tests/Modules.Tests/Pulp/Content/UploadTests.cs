// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Modules.Pulp.Content;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Content;

/// <summary>Files on their way to Pulp.</summary>
public sealed class UploadTests : IDisposable
{
    private const int ChunkSize = 100_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("upload").FullName;

    public UploadTests()
    {
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", _folder);
        File.WriteAllBytes(Path, RandomNumberGenerator.GetBytes(250_000));
    }

    private string Path => System.IO.Path.Combine(_folder, "image.qcow2");

    private JsonObject Arguments => new() { ["file"] = Path, ["chunk_size"] = ChunkSize, ["state"] = "present" };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_and_its_parts_are_digested_in_one_pass()
    {
        var bytes = await File.ReadAllBytesAsync(Path);
        var file = await LocalFile.ReadAsync(Path, null, ChunkSize, default);
        Assert.Equal((250_000, Convert.ToHexStringLower(SHA256.HashData(bytes))), (file.Size, file.Sha256));
        Assert.Equal(bytes.Chunk(ChunkSize).Select(chunk => Convert.ToHexStringLower(SHA256.HashData(chunk))), file.Chunks);
    }

    [Fact]
    public void A_part_of_a_file_can_be_read_twice()
    {
        using var part = new FilePart(Path, 10, 20);
        var (first, second) = (new byte[20], new byte[30]);
        part.ReadExactly(first);
        part.Position = 0;
        Assert.Equal(20, part.Read(second));
        Assert.Equal(File.ReadAllBytes(Path)[10..30], first);
        Assert.Equal(first, second[..20]);
    }

    [Fact]
    public async Task An_upload_costs_a_request_a_part_and_again_costs_one_question()
    {
        using var sandbox = new SandboxProcess();
        Assert.Equal(
            ["GET 200", "POST 201", "PUT 200", "PUT 200", "PUT 200", "POST 202"],
            Statuses(await sandbox.TellAsync("artifact", Arguments))[..6]);
        Assert.Equal(["GET 200"], Statuses(await sandbox.TellAsync("artifact", Arguments)));
    }

    [Fact]
    public async Task An_interrupted_upload_goes_on_where_it_stopped()
    {
        using var sandbox = new SandboxProcess();
        var file = await LocalFile.ReadAsync(Path, null, ChunkSize, default);
        await BeginAsync(sandbox.Address, file);

        var told = await sandbox.TellAsync("artifact", Arguments);

        Assert.Equal(["GET 200", "GET 200", "PUT 200", "PUT 200", "POST 202"], Statuses(told)[..5]);
        Assert.Contains("=> changed: true\n", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_that_the_server_forgot_is_begun_anew()
    {
        using var sandbox = new SandboxProcess();
        var file = await LocalFile.ReadAsync(Path, null, ChunkSize, default);
        new UnfinishedUploads(new Uri(sandbox.Address)).Remember(file, "/pulp/api/v3/uploads/01a1fcf9-5bac-7deb-987f-b37f0a1aac7e/");

        Assert.Equal(["GET 200", "GET 404", "POST 201"], Statuses(await sandbox.TellAsync("artifact", Arguments))[..3]);
    }

    /// <summary>What an interrupted run leaves: an upload with its first part, and a note of it.</summary>
    private static async Task BeginAsync(string address, LocalFile file)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("admin:password"u8));
        using var size = new StringContent($$"""{"size": {{file.Size}}}""", null, "application/json");
        var begun = await http.PostAsync(new Uri("/pulp/api/v3/uploads/", UriKind.Relative), size);
        var href = (string)JsonNode.Parse(await begun.Content.ReadAsStringAsync())!["pulp_href"]!;
        using var part = Form.WithFile([new("sha256", file.Chunks[0])], "file", file.Open(0, ChunkSize));
        part.Headers.ContentRange = new ContentRangeHeaderValue(0, ChunkSize - 1, file.Size);
        _ = (await http.PutAsync(new Uri(href, UriKind.Relative), part)).EnsureSuccessStatusCode();
        new UnfinishedUploads(new Uri(address)).Remember(file, href);
    }

    private static string[] Statuses(string told) =>
        [
            .. told.Split('\n')
                .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && !line.Contains("=>", StringComparison.Ordinal))
        
            .Select(line => line.Trim().Split(' ')).Select(words => $"{words[0]} {words[^1]}")];
}
