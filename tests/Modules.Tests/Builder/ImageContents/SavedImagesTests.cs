// SPDX-License-Identifier: GPL-3.0-or-later
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
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

    /// <summary>Somebody who hides a secret need not try hard: a file that only begins like a packed one was passed over.</summary>
    [Theory]
    [InlineData("begins like gzip")]
    [InlineData("begins like zstd")]
    [InlineData("gzip that breaks off")]
    [InlineData("behind a gzip")]
    [InlineData("the name of a gzip")]
    [InlineData("gzip in gzip")]
    public async Task APackedFileIsReadAsItIsToo(string kind)
    {
        var secret = Encoding.UTF8.GetBytes(Password);
        var noise = RandomNumberGenerator.GetBytes(200_000);
        var content = kind switch
        {
            "begins like gzip" => [0x1f, 0x8b, .. new byte[600], .. secret],
            "begins like zstd" => [0x28, 0xb5, 0x2f, 0xfd, .. new byte[600], .. secret],
            "gzip that breaks off" => Packed([.. new byte[1000], .. secret, .. noise], "gzip")[..150_000],
            "behind a gzip" => [.. Packed([1, 2, 3], "gzip"), .. new byte[600], .. secret],
            "the name of a gzip" => [0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3, .. secret, 0, .. Packed([1, 2, 3], "gzip")[10..]],
            _ => Packed(Packed(secret, "gzip"), "gzip"),
        };
        var found = await InAsync(
            ("l/layer.tar", Archive(("etc/x", content), ("etc/y", [1]))), ("manifest.json", Json("""[{"Config":"c","Layers":["l/layer.tar"]}]""")));
        Assert.Equal([new Finding(new("password", false), FoundIn.Layer, "/etc/x") { Layer = 1 }], found);
    }

    [Fact]
    public async Task WhatAnArchiveSaysOfAFileIsReadToo()
    {
        using var stream = new MemoryStream();
        await using (var archive = new TarWriter(stream, leaveOpen: true))
        {
            await archive.WriteEntryAsync(new PaxGlobalExtendedAttributesTarEntry(new Dictionary<string, string> { ["comment"] = Password }));
            await archive.WriteEntryAsync(new PaxTarEntry(
                TarEntryType.RegularFile, "./.env", new Dictionary<string, string> { ["SCHILY.xattr.user.login"] = $"reader:{Password}" }));
            await archive.WriteEntryAsync(new PaxTarEntry(TarEntryType.Directory, "opt") { UserName = Password });
        }

        var found = await InAsync(("l/layer.tar", stream.ToArray()), ("manifest.json", Json("""[{"Config":"c","Layers":["l/layer.tar"]}]""")));
        Assert.Equal(3, found.Count);
        Assert.Equal(["/.env", "/opt"], found.Skip(1).Select(each => each.Path));
    }

    [Theory]
    [InlineData("[", "/[")]
    [InlineData("{a}", "/{a}")]
    [InlineData("./.env", "/.env")]
    [InlineData(".env", "/.env")]
    [InlineData("/etc/x", "/etc/x")]
    public async Task AFileIsToldByItsNameWhateverItIs(string name, string told)
    {
        var found = await InAsync(
            ("./l/layer.tar", Archive((name, Encoding.UTF8.GetBytes(Password)))), ("manifest.json", Json("""[{"Config":"c","Layers":["l/layer.tar"]}]""")));
        Assert.Equal(told, Assert.Single(found).Path);
    }

    /// <summary>A builder writes down the arguments it was given, and pushes that with the image.</summary>
    [Fact]
    public async Task WhatABuilderAttestsIsReadToo()
    {
        var found = await InAsync(
            ("blobs/sha256/bb", Json("""{"config":{"Env":["A=b"]}}""")),
            ("blobs/sha256/cc", Json("""{"predicate":{"parameters":{"args":{"build-arg:MIRROR":"https://u:m1rror-Passw0rd@ark/"}}}}""")),
            ("index.json", Json("""{"annotations":{"name":"not of the image, m1rror-Passw0rd"}}""")),
            ("manifest.json", Json("""[{"Config":"blobs/sha256/bb","Layers":[]}]""")));
        Assert.Equal(
            (FoundIn.Configuration, "blobs/sha256/cc: predicate.parameters.args.build-arg:MIRROR"),
            (Assert.Single(found).Where, found[0].Path));
    }

    [Fact]
    public void ANeedleIsFoundHoweverTheBytesAreCut()
    {
        var text = Encoding.UTF8.GetBytes($"xxxxxxxx{Password}yyyyyyyy");
        for (var size = 1; size <= text.Length; size++)
        {
            var scan = Search.Scan();
            foreach (var piece in text.Chunk(size))
            {
                scan.Take(piece);
            }

            Assert.Single(scan.Found);
        }
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
