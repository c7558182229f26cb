// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Http;
using Modules.Pulp.Api;
using Modules.Pulp.Content;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Content;

/// <summary>Files on their way from Pulp.</summary>
public sealed class DownloadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("download").FullName;

    private string Destination => Path.Combine(_folder, "image.qcow2");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_is_written_while_it_comes()
    {
        var half = RandomNumberGenerator.GetBytes(1 << 20);
        var sha256 = Sha256([.. half, .. half]);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[4096]);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {2 * half.Length}\r\n\r\n"));
            await stream.WriteAsync(half);
            var part = $"{Destination}.{sha256[..8]}.part";
            var seen = false;
            for (var tries = 0; tries < 500 && !seen; tries++)
            {
                await Task.Delay(20);
                seen = File.Exists(part) && new FileInfo(part).Length > half.Length / 2;
            }

            await stream.WriteAsync(half);
            return seen;
        });

        await DownloadAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", sha256);

        Assert.True(await served, "half of the file was sent, and nothing of it was written: it is kept in memory");
        Assert.Equal(2 * half.Length, new FileInfo(Destination).Length);
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_stopped()
    {
        using var server = new ScriptedServer(
            "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello",
            "HTTP/1.1 206 Partial Content\r\nContent-Length: 6\r\nContent-Range: bytes 5-10/11\r\n\r\n world");
        await DownloadAsync(server.Address, Sha256("hello world"u8.ToArray()));
        Assert.Equal("hello world", await File.ReadAllTextAsync(Destination));
        Assert.Equal(2, server.Requests.Count);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task What_is_not_what_it_should_be_is_not_kept()
    {
        using var server = new ScriptedServer(ScriptedServer.Answer("200 OK", "something else"));
        var failure = await Assert.ThrowsAsync<ModuleException>(() => DownloadAsync(server.Address, new string('0', 64)));
        Assert.StartsWith("File checksum mismatch.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_refusal_is_told()
    {
        using var server = new ScriptedServer(ScriptedServer.Answer("403 Forbidden", """{"detail":"not you"}"""));
        var failure = await Assert.ThrowsAsync<ModuleException>(() => DownloadAsync(server.Address, new string('0', 64)));
        Assert.Contains("403", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_an_object_storage_is_fetched_from_there_without_the_login()
    {
        var seen = new List<(string? Url, string? Login)>();
        using var storage = new AnyFiles(request =>
        {
            seen.Add((request.RawUrl, request.Headers["Authorization"]));
            return (200, "hello world"u8.ToArray());
        });
        using var server = new ScriptedServer(Moved($"{storage.Address}/bucket/ab/cd?X-Amz-Signature=0a1b"));
        var answer = await FetchAsync(server);
        Assert.True((bool?)answer["changed"], answer.ToJsonString());
        Assert.Equal("hello world", await File.ReadAllTextAsync(Destination));
        Assert.Equal([("/bucket/ab/cd?X-Amz-Signature=0a1b", null)], seen);
    }

    [Fact]
    public async Task What_an_object_storage_refuses_is_told_without_its_signature()
    {
        using var storage = new AnyFiles(_ => (403, "<Error><Code>AccessDenied</Code></Error>"u8.ToArray()));
        using var server = new ScriptedServer(Moved($"{storage.Address}/bucket/ab?X-Amz-Signature=0a1b"));
        var answer = (await FetchAsync(server)).ToJsonString();
        Assert.Contains("AccessDenied", answer, StringComparison.Ordinal);
        Assert.Contains("/bucket/ab", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("0a1b", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_always_somewhere_else_is_given_up()
    {
        using var server = new ScriptedServer([.. Enumerable.Repeat(Moved("/pulp/content/d/image.qcow2"), 9)]);
        Assert.Contains("answered 302", (string?)(await FetchAsync(server))["msg"], StringComparison.Ordinal);
        Assert.InRange(server.Requests.Count, 2, 8);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("empty")]
    [InlineData("without-it")]
    public async Task In_check_mode_what_an_earlier_task_would_serve_is_assumed(string distribution)
    {
        using var pulp = new SandboxProcess();
        _ = await pulp.TellAsync("file_distribution", Parsed("""{"name":"empty","base_path":"empty","state":"present"}"""));
        _ = await pulp.TellAsync("file_repository", Parsed("""{"name":"r","state":"present"}"""));
        _ = await pulp.TellAsync("file_publication", Parsed("""{"repository":"r","state":"present"}"""));
        var publication = (string?)(await pulp.ListAsync("publications/file/file/"))[0]["pulp_href"];
        _ = await pulp.TellAsync(
            "file_distribution", Parsed($$"""{"name":"without-it","base_path":"w","publication":"{{publication}}","state":"present"}"""));
        var arguments = new JsonObject { ["distribution"] = distribution, ["relative_path"] = "image.qcow2", ["dest"] = Destination };
        Assert.EndsWith(
            "=> changed: true\n", await pulp.TellAsync("content_download", arguments, checkMode: true), StringComparison.Ordinal);
        Assert.Contains("failed: ", await pulp.TellAsync("content_download", arguments), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private static JsonObject Parsed(string arguments) => JsonNode.Parse(arguments)!.AsObject();

    private static string Moved(string to) => ScriptedServer.Answer("302 Found", "", $"Location: {to}\r\n");

    private Task<JsonObject> FetchAsync(ScriptedServer server) => Calling.RunAsync("content_download", server.Address, new JsonObject
    {
        ["base_path"] = "d",
        ["relative_path"] = "image.qcow2",
        ["dest"] = Destination,
        ["sha256"] = Sha256("hello world"u8.ToArray()),
    }.ToJsonString());

    private async Task DownloadAsync(string address, string sha256)
    {
        var url = PulpUrl.Parse(address, new HashSet<string>());
        using var http = HttpClients.Open(new HttpSettings(url.Origin) { Attempts = 5 });
        using var api = new PulpApi(http, url, new Traffic());
        await new Download(api).ToAsync("/pulp/content/image", Destination, sha256, default);
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
