// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Runtime.Versioning;
using Modules.Files;

namespace Modules.Tests.Files;

/// <summary>Who plants a link, or a file, does not get further than with his own hands.</summary>
[SupportedOSPlatform("linux")]
public sealed class WholeFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("whole-file-");

    private string Victim
    {
        get
        {
            var victim = In("victim");
            File.WriteAllText(victim, "theirs");
            return victim;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_planted_name_beside_the_file_is_not_used()
    {
        var victim = Victim;
        _ = File.CreateSymbolicLink(In("config.json.new"), victim);
        WholeFile.Write(In("config.json"), "ours"u8, OwnerOnly);
        Assert.Equal("theirs", File.ReadAllText(victim));
        Assert.Equal("ours", File.ReadAllText(In("config.json")));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(In("config.json")));
        Assert.Equal(["config.json", "config.json.new", "victim"], Names);
    }

    /// <summary>The mode of a file with an access list shows the list's mask where the group's rights would stand: a file with that mode and no
    /// list would be open to the group.</summary>
    [Fact]
    public void An_access_list_is_kept_and_nobody_gets_more()
    {
        File.WriteAllText(In("a"), "before");
        File.SetUnixFileMode(In("a"), OwnerOnly);
        var hasLists = Run("setfacl", "-m", "u:12345:rw", In("a")).Code == 0;
        var before = Run("getfacl", "-cn", In("a")).Output;
        Assert.Equal(hasLists, before.Contains("user:12345:rw-", StringComparison.Ordinal));

        WholeFile.Write(In("a"), "after"u8);
        Assert.Equal(("after", before), (File.ReadAllText(In("a")), Run("getfacl", "-cn", In("a")).Output));
        WholeFile.Write(In("a"), "closed"u8, OwnerOnly);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(In("a")));
    }

    private static (int Code, string Output) Run(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = errors.Result;
        return (process.ExitCode, output);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("folder/config.json")]
    [InlineData("folder/deeper/config.json")]
    public void A_link_that_somebody_else_made_is_refused_wherever_it_is_on_the_way(string file)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return; // only root can make somebody else's links
        }

        var elsewhere = _folder.CreateSubdirectory("elsewhere").FullName;
        var parts = file.Split('/');
        _ = File.CreateSymbolicLink(In(parts[0]), parts.Length > 1 ? elsewhere : Victim);
        Chown(In(parts[0]), 4711);
        var failure = Assert.Throws<IOException>(() => WholeFile.Write(In(file), "ours"u8, missing: WholeFile.OpenFolder));
        Assert.Contains("is a link that somebody else made (user 4711)", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
        Assert.Equal("theirs", File.ReadAllText(Victim));
    }

    [Theory]
    [InlineData("elsewhere")]
    [InlineData("../{0}/elsewhere")]
    public void A_link_of_ones_own_is_followed(string target)
    {
        var elsewhere = _folder.CreateSubdirectory("elsewhere").FullName;
        _ = Directory.CreateSymbolicLink(In("folder"), string.Format(null, target, _folder.Name));
        _ = File.CreateSymbolicLink(Path.Combine(elsewhere, "link"), "file");
        WholeFile.Write(In("folder/link"), "ours"u8);
        Assert.Equal("ours", File.ReadAllText(Path.Combine(elsewhere, "file")));
        Assert.Equal("file", new FileInfo(Path.Combine(elsewhere, "link")).LinkTarget);
    }

    [Fact]
    public void Links_in_a_circle_end()
    {
        _ = Directory.CreateSymbolicLink(In("one"), "two");
        _ = Directory.CreateSymbolicLink(In("two"), "one");
        Assert.Contains("Too many links", Assert.Throws<IOException>(() => WholeFile.Write(In("one/file"), "x"u8)).Message, StringComparison.Ordinal);
        Assert.Contains("Too many links", Assert.Throws<IOException>(() => WholeFile.Write(In("one"), "x"u8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mode_and_owner_of_the_one_before_are_kept()
    {
        File.WriteAllText(In("file"), "before");
        File.SetUnixFileMode(In("file"), OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        if (Environment.IsPrivilegedProcess)
        {
            Chown(_folder.FullName, 4711);
            Chown(In("file"), 4711);
        }

        WholeFile.Write(In("file"), "after"u8);
        Assert.Equal("after", File.ReadAllText(In("file")));
        Assert.Equal(OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, File.GetUnixFileMode(In("file")));
        using var folder = FolderHandle.Open(_folder.FullName);
        Assert.Equal(folder.Look().Owner, folder.Look("file")!.Owner);
        Assert.Equal(["file"], Names);
    }

    [Fact]
    public void A_file_that_somebody_planted_does_not_stay_his()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return; // only root can make somebody else's files
        }

        File.WriteAllText(In("file"), "before");
        Chown(In("file"), 4711);
        WholeFile.Write(In("file"), "secret"u8, OwnerOnly);
        using var folder = FolderHandle.Open(_folder.FullName);
        Assert.Equal(0u, folder.Look("file")!.Owner);
    }

    [Fact]
    public void A_device_is_not_replaced() =>
        Assert.Contains("is no file", Assert.Throws<IOException>(() => WholeFile.Write("/dev/null", "x"u8)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_can_be_had_once_has_a_place_before_it_is_asked_for()
    {
        using (ExclusiveFile.Create(In("keys"), OwnerOnly))
        {
            Assert.Equal(0, new FileInfo(In("keys")).Length);
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(In("keys")));
            _ = Assert.Throws<IOException>(() => ExclusiveFile.Create(In("keys"), OwnerOnly));
        }

        Assert.Empty(Names); // nothing came
        using (var keys = ExclusiveFile.Create(In("deep/er/keys"), OwnerOnly, WholeFile.ClosedFolder))
        {
            keys.Finish("all of them"u8);
        }

        Assert.Equal("all of them", File.ReadAllText(In("deep/er/keys")));
        _ = File.CreateSymbolicLink(In("link"), In("nowhere"));
        _ = Assert.Throws<IOException>(() => ExclusiveFile.Create(In("link"), OwnerOnly));
        Assert.False(File.Exists(In("nowhere")));
    }

    private IEnumerable<string> Names =>
        _folder.EnumerateFileSystemInfos().Select(each => each.Name).Order(StringComparer.Ordinal);

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static void Chown(string path, int user)
    {
        using var program = System.Diagnostics.Process.Start("chown", ["-h", $"{user}", path]);
        program.WaitForExit();
        Assert.Equal(0, program.ExitCode);
    }
}
