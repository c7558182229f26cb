// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Compression;
using System.Text;
using System.Xml;
using CsCheck;
using Docker.DotNet;
using ModuleHost;
using Modules.AuthProxy;
using Modules.Containers.Engine;
using Modules.Containers.Planning;
using Modules.Http;
using Modules.Messages;
using Modules.Http.Addresses;
using Modules.Pulp.Api;
using Modules.Pulp.Upstream.Comparisons;
using Modules.Tests.Infra;
using Tests.Infra;

namespace Modules.Tests.Http;

/// <summary>
/// What others wrote is read, or refused as their fault, however it is broken; never otherwise. From a corpus, changed in places;
/// <c>CsCheck_Time=600 dotnet test --filter FuzzTests</c> goes on for ten minutes each, and prints the seed of what it finds.
/// </summary>
public sealed class FuzzTests
{
    private const int Cases = 2000;

    private static readonly string[] Words =
        ["<", ">", "</", "&", "&lt;", "]]>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "\"", "'", "\n", "\r\n", "\0", "{", "}", "[", "]", ",", ":", "null", "-1", "1e400", "99999999999999999999", "file:///etc/passwd", "//", "\\", "%", "é", "\ud83d\ude00"];

    [Fact]
    public void Repomd() => Sample("repomd.xml", bytes => _ = Modules.Pulp.Upstream.Comparisons.Repomd.Of(bytes));

    [Theory]
    [InlineData("primary", "primary.xml")]
    [InlineData("updateinfo", "updateinfo.xml")]
    [InlineData("group", "comps.xml")]
    [InlineData("modules", "modules.yaml")]
    public void Parts_of_RPM_metadata(string type, string file)
    {
        var part = RpmPart.All.Single(each => each.Type == type);
        Sample(file, bytes => _ = part.ReadAsync(new MemoryStream(bytes)).GetAwaiter().GetResult());
    }

    [Theory]
    [InlineData(".gz")]
    [InlineData(".xz")]
    [InlineData(".bz2")]
    [InlineData(".zst")]
    public void Packed_files(string packing) => Sample(Packed(packing), bytes =>
    {
        using var unpacked = Unpacked.Of(new MemoryStream(bytes), "primary.xml" + packing, largest: 1 << 20);
        unpacked.CopyTo(Stream.Null);
    });

    [Fact]
    public void Challenges() => Sample("challenge.txt", bytes => _ = BearerChallenge.Parse(Encoding.UTF8.GetString(bytes))?.Address);

    [Fact]
    public void Links() => Sample("link.txt", bytes =>
    {
        using var response = new HttpResponseMessage();
        _ = response.Headers.TryAddWithoutValidation("Link", Encoding.UTF8.GetString(bytes));
        _ = NextLink.Of(new("http://r.example/"), response);
    });

    [Fact]
    public void Cookies() => Sample("cookies.txt", bytes =>
    {
        using var response = new HttpResponseMessage();
        _ = response.Headers.TryAddWithoutValidation("Set-Cookie", Encoding.UTF8.GetString(bytes).Split('\n'));
        _ = SessionCookies.From(response);
    });

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(502)]
    public void Refusals(int status) => Sample("refusal.json", bytes =>
    {
        var failure = HttpFailure.Of(
            new Asked(HttpMethod.Post, new("http://pulp/pulp/api/v3/remotes/"), "remotes/", OptionNames.Own), (System.Net.HttpStatusCode)status, Encoding.UTF8.GetString(bytes));
        Assert.InRange(failure.Message.Length, 1, 5000);
    });

    [Fact]
    public void Progress_of_pulls() => Sample("pull.json", bytes =>
    {
        using var pieces = ErrorsInMessages.Watch(new MemoryStream(bytes), "/images/create");
        pieces.CopyTo(Stream.Null);
    });

    [Fact]
    public void Refusals_of_engines() => Sample("refusal.json", bytes => _ = EngineRefusal.Words(Encoding.UTF8.GetString(bytes)));

    [Fact]
    public void Versions_of_engines() => Sample("version.json", bytes =>
    {
        using var engine = Engine(("/version", bytes));
    });

    [Fact]
    public void Frames_of_logs() => Sample(Encoding.UTF8.GetBytes("\u0001\0\0\0\0\0\0\u0005hello\u0002\0\0\0\0\0\0\u0003bad"), bytes =>
    {
        async Task ReadAsync()
        {
            using var frames = new MultiplexedStream(new MemoryStream(bytes), true);
            _ = await Spoken.LinesAsync(frames, CancellationToken.None);
        }

        ReadAsync().GetAwaiter().GetResult();
    });

    [Fact]
    public void Containers_as_engines_inspect_them() => Sample("container.json", bytes =>
    {
        using var engine = Engine(("/version", "{}"u8.ToArray()), ("/containers/a/json", bytes));
        if (engine.FindContainerAsync("a", CancellationToken.None).GetAwaiter().GetResult() is { } container)
        {
            _ = ContainerState.Of(container, ProxyContainer.Kind, current: true);
            _ = ContainerTrouble.HasFallen(container);
        }
    });

    private static DockerEngine Engine(params (string End, byte[] Body)[] answers) =>
        DockerEngine.ConnectAsync(EngineAddress.Parse("tcp://127.0.0.1", null), new FixedAnswer(answers), CancellationToken.None)
            .GetAwaiter().GetResult();

    private static void Sample(string file, Action<byte[]> read) =>
        Sample(File.ReadAllBytes(Path.Combine(SourceTree.Root, "tests", "Modules.Tests", "Http", "Corpus", file)), read);

    private static void Sample(byte[] whole, Action<byte[]> read)
    {
        read(whole);
        var edit = Gen.Select(Gen.Int[0, whole.Length], Gen.Int[0, 40], Gen.OneOf(Gen.Int[0, Words.Length - 1].Select(word => Encoding.UTF8.GetBytes(Words[word])), Gen.Byte.Array[0, 8]));
        edit.List[1, 6].Sample(
            edits => Reads(read, edits.Aggregate(whole, (bytes, each) => Edited(bytes, each.Item1, each.Item2, each.Item3))),
            iter: Cases,
            print: edits => string.Join("; ", edits.Select(each => $"at {each.Item1} -{each.Item2} +{Convert.ToHexString(each.Item3)}")));
    }

    /// <summary>Whether it is read, or refused as what others wrote.</summary>
    private static bool Reads(Action<byte[]> read, byte[] bytes)
    {
        try
        {
            read(bytes);
        }
        catch (Exception refused) when (refused is ModuleException or XmlException or InvalidDataException)
        {
            // As it should be.
        }

        return true;
    }

    private static byte[] Edited(byte[] bytes, int at, int gone, byte[] added)
    {
        var start = Math.Min(at, bytes.Length);
        return [.. bytes[..start], .. added, .. bytes[Math.Min(start + gone, bytes.Length)..]];
    }

    private static byte[] Packed(string packing) => packing == ".gz"
        ? Gzip(File.ReadAllBytes(Path.Combine(SourceTree.Root, "tests", "Modules.Tests", "Http", "Corpus", "primary.xml")))
        : File.ReadAllBytes(Path.Combine(SourceTree.Root, "tests", "Modules.Tests", "Http", "Corpus", "primary.xml" + packing));

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
