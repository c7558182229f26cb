// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.Versioning;
using ModuleHost;
using Modules.AuthProxy;
using Modules.AuthProxy.Nginx;
using Modules.Containers.Planning;
using Modules.PulpServer;

namespace Modules.Tests.Containers.Planning;

[SupportedOSPlatform("linux")]
public sealed class ConfigurationFolderTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("configuration-folder-");

    private string Folder => Path.Combine(_parent.FullName, "proxy");

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public void What_is_written_is_closed_to_others_and_read_back()
    {
        var files = ProxyFiles.For(Some.Host("192.0.2.7:443"));
        ProxyFolder.At(Folder).Write(files.ToWrite());
        Assert.True(ProxyFolder.At(Folder).IsTight());
        Assert.True(files.AreIn(ProxyFolder.At(Folder).Read()));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder, ConfigurationFiles.Login(0))));
    }

    /// <summary>/opt/kayobe may be missing, and is not ours alone.</summary>
    [Fact]
    public void Folders_above_are_made_for_everybody()
    {
        var above = Path.Combine(_parent.FullName, "opt");
        ProxyFolder.At(Path.Combine(above, "proxy")).Write(ProxyFiles.For(Some.Host("192.0.2.7:443")).ToWrite());
        Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(above));
        Assert.True(ProxyFolder.At(Path.Combine(above, "proxy")).IsTight());
    }

    [Fact]
    public void What_a_killed_run_left_is_a_difference_and_goes()
    {
        var files = ProxyFiles.For(Some.Host("192.0.2.7:443"));
        ProxyFolder.At(Folder).Write(files.ToWrite());
        string[] left = [Path.Combine(Folder, "login_7.conf.new"), Path.Combine(Folder, ".login_7.conf.0123456789abcdef.new")];
        Array.ForEach(left, each => File.WriteAllText(each, "half"));
        Assert.False(files.AreIn(ProxyFolder.At(Folder).Read()));
        ProxyFolder.At(Folder).Write(files.ToWrite());
        Assert.All(left, each => Assert.False(File.Exists(each)));
    }

    /// <summary>Root in the container, which is root outside, too, aims at files of the host.</summary>
    [Fact]
    public void A_link_that_the_container_planted_is_neither_written_through_nor_read()
    {
        var server = ServerFiles.For("A = 1", new TlsPair("certificate", Some.Secret("key")));
        var victim = Path.Combine(_parent.FullName, "victim");
        File.WriteAllText(victim, "theirs");
        _ = Directory.CreateDirectory(Folder);
        _ = File.CreateSymbolicLink(Path.Combine(Folder, "settings.py"), victim);
        _ = File.CreateSymbolicLink(Path.Combine(Folder, "settings.py.new"), victim);
        Assert.Contains("settings.py", Assert.Throws<ModuleException>(() => server.At(Folder).Read()).Message, StringComparison.Ordinal);

        server.At(Folder).Write(new Dictionary<string, string> { ["settings.py"] = "A = 1" });
        Assert.Equal("A = 1", server.At(Folder).Read()["settings.py"]);
        Assert.Null(new FileInfo(Path.Combine(Folder, "settings.py")).LinkTarget);

        var other = _parent.CreateSubdirectory("other").FullName;
        _ = Directory.CreateSymbolicLink(Path.Combine(Folder, "certs"), other);
        _ = Assert.Throws<ModuleException>(() => server.At(Folder).Write(server.ToWrite()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(other));
        Assert.Equal("theirs", File.ReadAllText(victim));
    }

    [Fact]
    public void Every_writing_has_a_generation_of_its_own()
    {
        var files = ProxyFiles.For(Some.Host("192.0.2.7:443"));
        Assert.NotEqual(ProxyFiles.Generation(files.ToWrite()), ProxyFiles.Generation(files.ToWrite()));
    }

    [Fact]
    public void An_open_folder_with_others_files_is_not_closed()
    {
        _ = Directory.CreateDirectory(Folder);
        File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        File.WriteAllText(Path.Combine(Folder, "theirs"), "");
        var failure = Assert.Throws<ModuleException>(() => ProxyFolder.At(Folder).Write(new Dictionary<string, string>()));
        Assert.Contains("'theirs'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Removing_leaves_what_is_not_ours()
    {
        ProxyFolder.At(Folder).Write(ProxyFiles.For(Some.Host("192.0.2.7:443")).ToWrite());
        File.WriteAllText(Path.Combine(Folder, "theirs"), "");
        ProxyFolder.At(Folder).Remove();
        Assert.Equal(["theirs"], Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)!));
    }

    [Theory]
    [InlineData("/", false)]
    [InlineData("relative", false)]
    [InlineData("/opt/a:b", false)]
    [InlineData("/opt/proxy/", true)]
    public void Not_every_path_can_be_the_folder(string path, bool usable) => Assert.Equal(usable, ConfigurationFolder.IsUsable(path));
}
