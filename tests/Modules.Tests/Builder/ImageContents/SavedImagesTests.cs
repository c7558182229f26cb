// SPDX-License-Identifier: GPL-3.0-or-later
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Builder.ImageContents;
using ZstdSharp;

namespace Modules.Tests.Builder.ImageContents;

/// <summary>Archives in both forms that engines write, with layers packed or not.</summary>
public sealed class SavedImagesTests
{
    private const string Password = "m1rror-Passw0rd";

    private static readonly NeedleSearch Search = new(Needle.Read(new JsonObject { ["password"] = Password, ["unset"] = "" }));

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task BlobsByDigestAreReadHoweverTheyArePacked(string packing)
    {
        var layer = Packed(Archive(("etc/secret", Encoding.UTF8.GetBytes(Password))), packing);
        var found = await InAsync(
            ("blobs/sha256/aa", layer),
            ("blobs/sha256/bb", Json("""{"config":{"Env":["A=b"]},"history":[]}""")),
            ("index.json", Json("""{"manifests":[]}""")),
            ("manifest.json", Json("""[{"Config":"blobs/sha256/bb","Layers":["blobs/sha256/aa"]}]""")));
        Assert.Equal([new Finding(new("password", false), FoundIn.Layer, "/etc/secret") { Layer = 1 }], found);
    }

    [Fact]
    public async Task TheNameOfAFileAndTheTargetOfALinkAreReadToo()
    {
        using var stream = new MemoryStream();
        await using (var archive = new TarWriter(stream, leaveOpen: true))
        {
            await archive.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "etc/link") { LinkName = $"/run/{Password}" });
            await archive.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, $"var/{Password}.log"));
        }

        var found = await InAsync(("l/layer.tar", stream.ToArray()), ("manifest.json", Json("""[{"Config":"c","Layers":["l/layer.tar"]}]""")));
        Assert.Equal(["/etc/link", $"/var/{Password}.log"], found.Select(each => each.Path));
    }

    [Fact]
    public async Task WhatTheArchiveLacksIsSaid()
    {
        var lacks = await Assert.ThrowsAsync<ModuleException>(
            () => InAsync(("manifest.json", Json("""[{"Config":"c","Layers":["gone/layer.tar"]}]"""))));
        Assert.Contains("lacks its layer 1, gone/layer.tar", lacks.Message, StringComparison.Ordinal);
        var none = await Assert.ThrowsAsync<ModuleException>(() => InAsync(("index.json", Json("{}"))));
        Assert.Contains("has no manifest.json", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANeedleAcrossTwoPiecesIsFound()
    {
        for (var before = (1 << 20) - Password.Length; before <= (1 << 20) + 1; before++)
        {
            using var stream = new MemoryStream([.. new byte[before], .. Encoding.UTF8.GetBytes(Password), .. new byte[10]]);
            Assert.Single(await Search.InAsync(stream, CancellationToken.None));
        }
    }

    [Theory]
    [InlineData("x:m1rror-Passw0rd")]
    [InlineData("reader:m1rror-Passw0rd")]
    [InlineData("builder:m1rror-Passw0rd")]
    public void ALoginInBase64IsFoundWhoeverTheUserIs(string login) => Assert.Equal(
        [new FoundNeedle("password", true)],
        Search.In($"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(login))}"));

    [Fact]
    public void ThePlainFormIsToldWhereBothAreThere() =>
        Assert.Equal([new FoundNeedle("password", false)], Search.In($"{Convert.ToBase64String(Encoding.UTF8.GetBytes(Password))} {Password}"));

    [Theory]
    [InlineData("""{"pin":"12345"}""", "in every image by chance")]
    [InlineData("""{"password":"","other":null}""", "all of them are empty")]
    public void NeedlesThatMeanNothingAreRefused(string needles, string reason) => Assert.Contains(
        reason,
        Assert.Throws<ModuleException>(() => Needle.Read((JsonObject)JsonNode.Parse(needles)!)).Message,
        StringComparison.Ordinal);

    private static async Task<IReadOnlyList<Finding>> InAsync(params (string Name, byte[] Content)[] files)
    {
        using var archive = new MemoryStream(Archive(files));
        return await new SavedImages(Search).InAsync("base:1", archive, CancellationToken.None);
    }

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Packed(byte[] content, string packing)
    {
        using var packed = new MemoryStream();
        using (Stream stream = packing switch
        {
            "gzip" => new GZipStream(packed, CompressionMode.Compress, leaveOpen: true),
            "zstd" => new CompressionStream(packed),
            _ => new BufferedStream(packed),
        })
        {
            stream.Write(content);
            stream.Flush();
        }

        return packed.ToArray();
    }

    private static byte[] Archive(params (string Name, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new TarWriter(stream, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return stream.ToArray();
    }
}
