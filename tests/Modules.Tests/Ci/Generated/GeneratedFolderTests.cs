// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Ci.Generated;

namespace Modules.Tests.Ci.Generated;

public sealed class GeneratedFolderTests : IDisposable
{
    private static readonly GeneratedFile Wanted = new("ci/a.yml", YamlTree.Map(("a", YamlTree.Text("x"))));

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("generated-folder-");
    private readonly GeneratedFolder _folder;

    public GeneratedFolderTests() => _folder = new(_root.FullName);

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_file_is_created_once()
    {
        Assert.Equal(FileFate.Created, Assert.Single(Converge(Wanted)).Fate);
        Assert.Equal($"{GeneratedFile.Mark} Change the playbook's variables, not this file.\n---\na: x\n", Text("ci/a.yml"));
        Assert.Equal(FileFate.Unchanged, Assert.Single(Converge(Wanted)).Fate);
    }

    [Fact]
    public void A_file_laid_out_anew_is_left_alone()
    {
        Write("ci/a.yml", $"{GeneratedFile.Mark}\n{{a:   'x'}}  # a formatter was here\n");
        Assert.Equal(FileFate.Unchanged, Assert.Single(Converge(Wanted)).Fate);
        Assert.Contains("formatter", Text("ci/a.yml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# Written by stackhpc.kayobe_modules.\na: y\n")]
    [InlineData("# Written by stackhpc.kayobe_modules.\na: [\n")]
    [InlineData("a: x\n")]
    [InlineData("")]
    public void A_file_that_says_something_else_or_is_not_marked_is_written(string before)
    {
        Write("ci/a.yml", before);
        Assert.Equal(FileFate.Changed, Assert.Single(Converge(Wanted)).Fate);
        Assert.Equal(Wanted.Text, Text("ci/a.yml"));
    }

    [Fact]
    public void Ours_that_is_no_longer_wanted_goes_and_that_of_others_stays()
    {
        Write("ci/old.yml", $"{GeneratedFile.Mark}\na: 1\n");
        Write("ci/notes.txt", $"{GeneratedFile.Mark}\n");
        Write("ci/theirs.yml", "a: 1\n");
        Write("other/old.yml", $"{GeneratedFile.Mark}\na: 1\n");
        Assert.Equal(
            [("ci/a.yml", FileFate.Created), ("ci/old.yml", FileFate.Removed)], Converge(Wanted).Select(each => (each.Path, each.Fate)));
        Assert.False(File.Exists(Path.Combine(_root.FullName, "ci/old.yml")));
        Assert.True(File.Exists(Path.Combine(_root.FullName, "ci/theirs.yml")));
    }

    /// <summary>Whoever made a link wants it: it may lead to a file of ours, or nowhere.</summary>
    [Fact]
    public void Links_are_nobody_s_to_prune()
    {
        Write("shared/ours.yml", $"{GeneratedFile.Mark}\na: 1\n");
        Write("ci/a.yml", Wanted.Text);
        foreach (var (name, target) in ((string, string)[])[("ci/link.yml", "../shared/ours.yml"), ("ci/broken.yml", "nowhere.yml")])
        {
            File.CreateSymbolicLink(Path.Combine(_root.FullName, name), target);
        }

        Assert.Equal(FileFate.Unchanged, Assert.Single(Converge(Wanted)).Fate);
        Assert.Equal("../shared/ours.yml", new FileInfo(Path.Combine(_root.FullName, "ci/link.yml")).LinkTarget);
        Assert.Equal("nowhere.yml", new FileInfo(Path.Combine(_root.FullName, "ci/broken.yml")).LinkTarget);
    }

    [Theory]
    [InlineData("ci/a.yml", "../elsewhere.yml")]
    [InlineData("ci/a.yml", "nowhere.yml")]
    public void A_link_in_a_file_s_place_gives_way_and_what_it_leads_to_stays(string name, string target)
    {
        Write("elsewhere.yml", "theirs: 1\n");
        _ = Directory.CreateDirectory(Path.Combine(_root.FullName, "ci"));
        File.CreateSymbolicLink(Path.Combine(_root.FullName, name), target);
        _ = Converge(Wanted);
        Assert.Equal(FileFate.Unchanged, Assert.Single(Converge(Wanted)).Fate);
        Assert.Equal("theirs: 1\n", Text("elsewhere.yml"));
        Assert.Equal(Wanted.Text, Text("ci/a.yml"));
    }

    /// <summary>As git leaves them on a checkout for Windows, or an editor that marks its encoding.</summary>
    [Theory]
    [InlineData("", "\r\n")]
    [InlineData("\ufeff", "\n")]
    public void Ends_of_lines_and_a_mark_of_the_encoding_are_no_change(string begin, string end)
    {
        var file = new GeneratedFile("ci/a.yml", YamlTree.Map(("run", YamlTree.Text("set -e\necho x\n")), ("on", YamlTree.Text("on"))));
        Write("ci/a.yml", begin + file.Text.Replace("\n", end, StringComparison.Ordinal));
        Assert.Equal(FileFate.Unchanged, Assert.Single(Converge(file)).Fate);
    }

    [Theory]
    [InlineData("../a.yml")]
    [InlineData("/etc/a.yml")]
    [InlineData("ci/../../a.yml")]
    [InlineData("")]
    public void A_path_that_leads_elsewhere_is_refused(string path) =>
        Assert.Contains("no file below", Refused([Wanted with { Path = path }]), StringComparison.Ordinal);

    [Fact]
    public void Two_files_of_one_name_are_refused() =>
        Assert.Contains("twice", Refused([Wanted, Wanted]), StringComparison.Ordinal);

    [Fact]
    public void The_differences_are_of_what_changes_only()
    {
        Write("ci/a.yml", Wanted.Text);
        var plan = _folder.Plan([Wanted, new("ci/b.yml", YamlTree.Map())], []);
        var difference = Assert.Single(GeneratedFolder.Differences(plan));
        Assert.Equal(("ci/b.yml", ""), (difference.Of, (string?)difference.Before));
        Assert.Equal("""{"ci/a.yml":"unchanged","ci/b.yml":"created"}""", GeneratedFolder.States(plan).ToJsonString());
    }

    private IReadOnlyList<FileChange> Converge(GeneratedFile file)
    {
        var plan = _folder.Plan([file], ["ci"]);
        _folder.Take(plan);
        return plan;
    }

    private string Refused(GeneratedFile[] files) => Assert.Throws<ModuleException>(() => _folder.Plan(files, [])).Message;

    private string Text(string path) => File.ReadAllText(Path.Combine(_root.FullName, path));

    private void Write(string path, string text)
    {
        var full = Path.Combine(_root.FullName, path);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
