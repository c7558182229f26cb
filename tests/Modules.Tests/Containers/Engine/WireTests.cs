// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Http;
using Modules.Tests.Infra;

namespace Modules.Tests.Containers.Engine;

public sealed class WireTests
{
    [Fact]
    public async Task A_log_comes_in_frames() => Assert.Equal(["to stdout", "to stderr", "cut in two"], await LinesAsync(
        [.. Frame(1, "to stdout\n"), .. Frame(2, "to stderr\n"), .. Frame(1, "cut "), .. Frame(1, "in two\n")]));

    [Fact]
    public async Task A_log_of_a_terminal_has_no_frames() => Assert.Equal(["a", "b"], await LinesAsync("a\r\nb\n"u8.ToArray(), frames: false));

    [Fact]
    public async Task A_log_that_ends_within_a_frame_is_shown_as_far_as_it_goes() =>
        Assert.Equal(["half"], await LinesAsync([1, 0, 0, 0, 0, 0, 0, 9, .. "half"u8]));

    [Theory]
    [InlineData("nginx", "nginx", "latest")]
    [InlineData("nginx:stable-alpine", "nginx", "stable-alpine")]
    [InlineData("registry:5000/nginx", "registry:5000/nginx", "latest")]
    [InlineData("registry:5000/nginx:1", "registry:5000/nginx", "1")]
    [InlineData("nginx@sha256:0123", "nginx", "sha256:0123")]
    public void An_image_has_a_name_and_a_tag_or_a_digest(string image, string name, string tag) =>
        Assert.Equal((name, tag), DockerEngine.Split(image));

    [Fact]
    public void A_pull_tells_how_far_it_is()
    {
        var told = new List<string>();
        var progress = new PullProgress("nginx:1", so => told.Add(so.ToString()));
        foreach (var message in (JSONMessage[])
            [
                new() { Status = "Pulling from library/nginx", ID = "1" },
                new() { Status = "Already exists", ID = "aaa" },
                new() { Status = "Pulling fs layer", ID = "bbb" },
                new() { Status = "Downloading", ID = "bbb", Progress = new() { Current = 512, Total = 1024 } },
            ])
        {
            progress.Report(message);
        }

        Assert.Equal("pull of nginx:1, 1 of 2 layers", told[^1]);
        Assert.Equal(512, progress.Result["bytes"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("{\"status\":\"Pulling\"}\r\n{\"errorDetail\":{\"message\":\"manifest unknown\"},\"error\":\"manifest unknown\"}\r\n")] // Docker
    [InlineData("{\"stream\":\"Trying to pull\"}\n{\"error\":\"manifest unknown\\n\"}")] // Podman, cut short
    public async Task A_failure_told_within_a_success_is_a_failure(string messages)
    {
        using var pieces = ErrorsInMessages.Watch(new MemoryStream(Encoding.UTF8.GetBytes(messages)), "/images/create");
        var failure = await Assert.ThrowsAsync<ModuleException>(() => pieces.CopyToAsync(Stream.Null, 7));
        Assert.Equal("manifest unknown.", failure.Message);
    }

    /// <summary>What was said before is why it failed, and may come in one piece with it.</summary>
    [Fact]
    public async Task What_is_told_before_a_failure_is_read()
    {
        const string Messages = "{\"stream\":\"nosuch: not found\"}\n{\"error\":\"code 127\"}\n";
        using var pieces = ErrorsInMessages.Watch(new MemoryStream(Encoding.UTF8.GetBytes(Messages)), "/build");
        using var read = new MemoryStream();
        _ = await Assert.ThrowsAsync<ModuleException>(() => pieces.CopyToAsync(read));
        Assert.StartsWith("{\"stream\":\"nosuch: not found\"}", Encoding.UTF8.GetString(read.ToArray()), StringComparison.Ordinal);
    }

    /// <summary>A log that is followed and a build have no end yet when their beginning is wanted.</summary>
    [Theory]
    [InlineData("GET", "/containers/a/logs?follow=true")]
    [InlineData("POST", "/build")]
    [InlineData("POST", "/exec/a/start")]
    public async Task A_stream_is_handed_over_before_it_ends(string method, string path)
    {
        var address = EngineAddress.Parse("tcp://127.0.0.1:1", null);
        using var endless = new Answering(() => new() { Content = new StreamContent(new Pipe().Reader.AsStream()) });
        using var handlers = new EngineAnswers(HttpClients.Over(endless, EngineHandler.For(address)), address);
        using var client = new HttpMessageInvoker(handlers);
        using var request = new HttpRequestMessage(new(method), $"http://127.0.0.1:1{path}");

        using var answer = await client.SendAsync(request, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/v1.41/images/create?fromImage=x", "Messages")]
    [InlineData("POST", "/v1.41/images/registry:5000/a/b/push", "Messages")]
    [InlineData("POST", "/build", "Messages")]
    [InlineData("GET", "/v1.41/images/get?names=a", "Bytes")]
    [InlineData("GET", "/v1.41/containers/a/logs", "Bytes")]
    [InlineData("POST", "/v1.41/exec/e1/start", "Bytes")]
    [InlineData("POST", "/v1.41/containers/a/start", "None")]
    [InlineData("GET", "/v1.41/images/push/json", "None")]
    [InlineData("DELETE", "/v1.41/images/push", "None")]
    public void Some_answers_are_streams(string method, string path, string kind)
    {
        using var request = new HttpRequestMessage(new(method), $"http://engine{path}");
        Assert.Equal(kind, EngineStreams.Of(request).ToString());
    }

    [Fact]
    public async Task What_no_engine_says_is_told_with_the_address()
    {
        using var strange = new ScriptedEngine(new Dictionary<string, string> { ["GET /version"] = "<html>hello</html>" });
        var failure = await Assert.ThrowsAsync<ModuleException>(() => ConnectAsync(strange));
        Assert.Contains($"What answers at {strange.Address} is not a container engine", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_the_request_and_what_is_not_known_is_null()
    {
        using var strict = new ScriptedEngine(
            new Dictionary<string, string> { ["POST /containers/a/start"] = """409 Conflict {"message":"port is taken"}""" });
        using var engine = await ConnectAsync(strict);
        var failure = await Assert.ThrowsAsync<ModuleException>(() => engine.StartAsync("a", CancellationToken.None));
        Assert.Equal("The container engine refused POST /containers/a/start: port is taken (HTTP 409)", failure.Message);
        Assert.Null(await engine.FindContainerAsync("a", CancellationToken.None));
    }

    /// <summary>A command that does not end is left when the module is interrupted or its patience ends.</summary>
    [Fact]
    public async Task A_command_that_does_not_end_is_left()
    {
        using var scripted = new ScriptedEngine(new Dictionary<string, string>());
        using var engine = await ConnectAsync(scripted);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        // It waits for input that never comes.
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => engine.ExecuteAsync("pulp", new("cat") { Input = "one line\n" }, patience.Token));
    }

    [Theory]
    [InlineData("""{"message":"No such image"}""", "No such image")]
    [InlineData("""{"cause":"x","message":"no such object","response":404}""", "no such object")]
    [InlineData("<html>bad gateway</html>\n", "<html>bad gateway</html>")]
    public void A_refusal_is_in_the_engines_words(string body, string words) => Assert.Equal(words, EngineRefusal.Words(body));

    private static Task<DockerEngine> ConnectAsync(ScriptedEngine engine) =>
        DockerEngine.ConnectAsync(EngineAddress.Parse(engine.Address, null), CancellationToken.None);

    private static async Task<IReadOnlyList<string>> LinesAsync(byte[] said, bool frames = true)
    {
        using var stream = new MultiplexedStream(new MemoryStream(said), frames);
        return await Spoken.LinesAsync(stream, CancellationToken.None);
    }

    private static byte[] Frame(byte stream, string text) => [stream, 0, 0, 0, 0, 0, 0, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
}
