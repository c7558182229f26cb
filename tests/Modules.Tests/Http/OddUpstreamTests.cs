// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Http;

/// <summary>One odd upstream is that item's trouble: the list goes on, and nothing is called a bug of ours.</summary>
public sealed class OddUpstreamTests
{
    private const string Metadata = """<repomd xmlns="http://linux.duke.edu/metadata/repo"><revision>1</revision><data type="primary"><location href="{0}"/></data></repomd>""";
    private const string NoChecksum = """<metadata><package><name>a</name><arch>x</arch></package></metadata>""";

    public static TheoryData<string, string, byte[], string> Odd => new()
    {
        { "corrupt gzip", "primary.xml.gz", [31, 139, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "primary.xml.gz cannot be read, which is the upstream's fault" },
        { "no gzip at all", "primary.xml.gz", Encoding.UTF8.GetBytes("<html>"), "primary.xml.gz cannot be read, which is the upstream's fault" },
        { "no xz at all", "primary.xml.xz", Encoding.UTF8.GetBytes("<html>"), "cannot be read, which is the upstream's fault" },
        { "no bzip2 at all", "primary.xml.bz2", Encoding.UTF8.GetBytes("<html>"), "cannot be read, which is the upstream's fault" },
        { "no zstd at all", "primary.xml.zst", Encoding.UTF8.GetBytes("<html>"), "cannot be read, which is the upstream's fault" },
        { "no checksum", "primary.xml", Encoding.UTF8.GetBytes(NoChecksum), "It has a package without checksum" },
        { "file", "file:///etc/passwd", [], "names a file 'file:///etc/passwd', which is no address of the web" },
        { "text without end", "primary.xml.gz", Gzip(6 << 20), "has a text of more than 4 MiB in one piece" },
        { "half XML", "primary.xml", Encoding.UTF8.GetBytes("<metadata><package>"), "cannot be read, which is the upstream's fault" },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Fails_its_item_alone(string name, string href, byte[] file, string words)
    {
        using var odd = new RecordingServer(request => request.Path.EndsWith("repomd.xml", StringComparison.Ordinal)
            ? new(Body: Metadata.Replace("{0}", href, StringComparison.Ordinal))
            : new() { Bytes = file });
        using var pulp = new AnyServer();
        var answer = await Calling.ListAsync("repositories", pulp.Address, "rpm", [Item("x", odd.Address), Item(name, odd.Address)], checkMode: true);
        var told = answer.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.DoesNotContain("bug in the module", told, StringComparison.Ordinal);
        Assert.True(told.Contains(words, StringComparison.Ordinal), told);
        Assert.Equal(2, answer["results"]!.AsArray().Count);
    }

    [Fact]
    public async Task So_does_a_proxy_whose_address_is_none()
    {
        using var upstream = new RecordingServer();
        using var pulp = new AnyServer();
        var answer = await Calling.ListAsync("repositories", pulp.Address, "rpm", [Item("x", upstream.Address, "not a proxy://"), Item("y", upstream.Address)], checkMode: true);
        Assert.Null(answer["failed"]);
        Assert.Contains("is not the address of a proxy", (string?)answer["results"]![0]!["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_that_lead_in_a_circle_end()
    {
        using var registry = new RecordingServer(request => new(Body: """{"tags":["a"]}""") { Headers = [("Link", $"<{request.Path}>; rel=\"next\"")] });
        using var pulp = new AnyServer();
        var image = Item("x", registry.Address);
        image["upstream_name"] = "x";
        var answer = await Calling.ListAsync("repositories", pulp.Address, "container", [image], checkMode: true);
        Assert.Contains("has more than 1000 pages of tags", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_program_of_the_current_folder_unpacks()
    {
        var folder = Directory.CreateTempSubdirectory("unpackers-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "xz"), "#!/bin/sh\ntouch planted\n");
            File.SetUnixFileMode(Path.Combine(folder.FullName, "xz"), (UnixFileMode)0b111_101_101);
            using var upstream = new RecordingServer(request => request.Path.EndsWith("repomd.xml", StringComparison.Ordinal)
                ? new(Body: Metadata.Replace("{0}", "primary.xml.xz", StringComparison.Ordinal))
                : new());
            using var pulp = new AnyServer();
            var arguments = Calling.ListArguments(pulp.Address, "rpm", [Item("x", upstream.Address)]);
            arguments["_ansible_check_mode"] = true;

            // A process of its own: the current folder is one for all tests of this one.
            var (_, told, _) = Binary.Run(["repositories", "-"], folder.FullName, input: arguments.ToJsonString());

            Assert.Contains("primary.xml.xz", string.Join(' ', upstream.Requests.Select(request => request.Path)), StringComparison.Ordinal);
            Assert.Equal(["xz"], folder.GetFiles().Select(file => file.Name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JsonObject Item(string name, string address, string? proxy = null)
    {
        var item = new JsonObject { ["name"] = name, ["url"] = address + "/" };
        if (proxy is not null)
        {
            item["proxy_url"] = proxy;
        }

        return item;
    }

    /// <summary>One long text, packed.</summary>
    private static byte[] Gzip(int length)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write("<metadata><package><name>"u8);
            gzip.Write(new string('a', length).Select(letter => (byte)letter).ToArray());
        }

        return packed.ToArray();
    }
}
