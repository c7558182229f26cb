using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.Tests.Containers.Engine;

public sealed class WireTests
{
    [Fact]
    public void A_log_comes_in_frames() => Assert.Equal(["to stdout", "to stderr", "cut in two"], LogFrames.Lines(
        [.. Frame(1, "to stdout\n"), .. Frame(2, "to stderr\n"), .. Frame(1, "cut "), .. Frame(1, "in two\n")]));

    [Fact]
    public void A_log_of_a_terminal_has_no_frames() => Assert.Equal(["a", "b"], LogFrames.Lines("a\r\nb\n"u8));

    [Fact]
    public void A_log_that_ends_within_a_frame_is_shown_as_far_as_it_goes() =>
        Assert.Equal(["half"], LogFrames.Lines([1, 0, 0, 0, 0, 0, 0, 9, .. "half"u8]));

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
        var progress = new PullProgress("nginx:1");
        foreach (var line in (string[])
            [
                """{"status":"Pulling from library/nginx","id":"1"}""",
                """{"status":"Already exists","id":"aaa"}""",
                """{"status":"Pulling fs layer","id":"bbb"}""",
                """{"status":"Downloading","id":"bbb","progressDetail":{"current":512,"total":1024}}""",
            ])
        {
            progress.Note(JsonNode.Parse(line)!);
        }

        Assert.Equal("pull of nginx:1, 1 of 2 layers", progress.ToString());
        Assert.Equal(512, progress.Report["bytes"]!.GetValue<long>());
    }

    [Fact]
    public void A_pull_that_fails_on_the_way_is_a_failure() =>
        Assert.Throws<ModuleException>(() => new PullProgress("nginx:1").Note(JsonNode.Parse("""{"error":"manifest unknown"}""")!));

    [Theory]
    [InlineData("""{"message":"No such image"}""", "No such image")]
    [InlineData("""{"cause":"x","message":"no such object","response":404}""", "no such object")]
    [InlineData("<html>bad gateway</html>\n", "<html>bad gateway</html>")]
    public void A_refusal_is_in_the_engines_words(string body, string words) => Assert.Equal(words, EngineRefusal.Words(body));

    private static byte[] Frame(byte stream, string text) => [stream, 0, 0, 0, 0, 0, 0, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
}
