// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.Versioning;
using Modules.Pulp.Lists.Reporting;

namespace Modules.Tests.Pulp.Lists.Reporting;

/// <summary>Progress is nobody else's to read, and nobody else's place is written to.</summary>
[SupportedOSPlatform("linux")]
public sealed class ProgressFolderTests : IDisposable
{
    private const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("progress-folder-");

    private string Folder => Path.Combine(_parent.FullName, "state", "kayobe-modules");

    public void Dispose() => _parent.Delete(recursive: true);

    [Theory]
    [InlineData("/state", "/run/user/1", "/home/me", "/state/kayobe-modules /run/user/1/kayobe-modules /home/me/.local/state/kayobe-modules")]
    [InlineData(null, null, "/home/me", "/home/me/.local/state/kayobe-modules")]
    [InlineData("relative", "", "", "")]
    public void It_is_a_folder_of_the_user(string? state, string? runtime, string home, string folders) => Assert.Equal(
        folders, string.Join(' ', ProgressFolder.Among(name => name == "XDG_STATE_HOME" ? state : name == "XDG_RUNTIME_DIR" ? runtime : null, home)));

    [Fact]
    public void It_is_made_closed_and_each_run_has_a_file_of_its_own()
    {
        for (var run = 0; run < 25; run++)
        {
            ProgressFolder.Create([Folder], new HashSet<string>())!.Dispose();
        }

        Assert.Equal(Closed, File.GetUnixFileMode(Folder));
        Assert.Equal(20, Directory.GetFiles(Folder).Length);
    }

    [Fact]
    public void One_that_is_open_to_others_is_not_used()
    {
        _ = Directory.CreateDirectory(Folder, Closed | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(Folder, Closed | UnixFileMode.OtherRead);
        var warnings = new HashSet<string>();
        Assert.Null(ProgressFolder.Create([Folder, Path.Combine(_parent.FullName, "next")], warnings));
        Assert.Contains($"chmod 700 {Folder}", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void One_that_cannot_be_made_leaves_the_next()
    {
        File.WriteAllText(Path.Combine(_parent.FullName, "file"), "");
        using var stream = ProgressFolder.Create([Path.Combine(_parent.FullName, "file", "kayobe-modules"), Folder], new HashSet<string>());
        Assert.Single(Directory.GetFiles(Folder));
        Assert.Null(ProgressFolder.Create([Path.Combine(_parent.FullName, "file", "kayobe-modules")], new HashSet<string>()));
    }

    [Fact]
    public void A_file_that_a_playbook_names_is_no_link()
    {
        var victim = Path.Combine(_parent.FullName, "victim");
        File.WriteAllText(victim, "theirs");
        _ = File.CreateSymbolicLink(Path.Combine(_parent.FullName, "link"), victim);
        ProgressFolder.CreateAt(Path.Combine(_parent.FullName, "link")).Dispose();
        Assert.Equal("theirs", File.ReadAllText(victim));
        ProgressFolder.CreateAt(victim).Dispose();
        Assert.Equal("", File.ReadAllText(victim));
    }
}
