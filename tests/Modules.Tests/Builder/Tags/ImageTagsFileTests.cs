// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using Modules.Builder.Tags;

namespace Modules.Tests.Builder.Tags;

/// <summary>Only the tags change, to the byte.</summary>
public sealed class ImageTagsFileTests
{
    private const string File = """
        ---
        # Dict of Kolla image tags.
        kolla_image_tags:
          openstack:   # all
            rocky-9: 2024.1-rocky-9-20240903T113235   # September
            ubuntu-jammy: "2024.1-ubuntu-jammy-20240725T165045"
          nova:
            rocky-9: &nova '2024.1-rocky-9-20240918T164436'
          neutron:
            rocky-9: *nova

        other: {kept:   true}

        """;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Only_the_tags_of_the_distribution_change(string newLine)
    {
        var text = File.ReplaceLineEndings(newLine);
        var edited = ImageTagsReader.Read("tags.yml", text).With("new-tag", [], ["rocky-9"]);
        Assert.Equal(
            text.Replace("2024.1-rocky-9-20240903T113235", "new-tag", StringComparison.Ordinal)
                .Replace("2024.1-rocky-9-20240918T164436", "new-tag", StringComparison.Ordinal)
                .Replace("rocky-9: *nova", "rocky-9: new-tag", StringComparison.Ordinal),
            edited);
    }

    [Fact]
    public void Only_the_tags_of_the_services_asked_for_change()
    {
        var edited = ImageTagsReader.Read("tags.yml", File).With("new-tag", ["openstack"], ["rocky-9", "ubuntu-jammy"]);
        Assert.Equal(
            File.Replace("2024.1-rocky-9-20240903T113235", "new-tag", StringComparison.Ordinal)
                .Replace("2024.1-ubuntu-jammy-20240725T165045", "new-tag", StringComparison.Ordinal),
            edited);
    }

    [Fact]
    public void A_service_and_a_distribution_that_are_not_there_get_lines_of_their_own()
    {
        var edited = ImageTagsReader.Read("tags.yml", File).With("new-tag", ["nova", "magnum"], ["ubuntu-noble"]);
        Assert.Equal(
            File.Replace("20240918T164436'\n", "20240918T164436'\n    ubuntu-noble: new-tag\n", StringComparison.Ordinal)
                .Replace("*nova\n", "*nova\n  magnum:\n    ubuntu-noble: new-tag\n", StringComparison.Ordinal),
            edited);
    }

    [Theory]
    [InlineData("kolla_image_tags:\n  nova:\n    rocky-9: OLD")]
    [InlineData("kolla_image_tags:\n  nova:\n    rocky-9: OLD   ")]
    [InlineData("kolla_image_tags:\r\n  nova:\r\n    rocky-9:\tOLD\t# tab\r\n")]
    [InlineData("\uFEFF---\nkolla_image_tags:\n  nova:\n    rocky-9: OLD\n")]
    [InlineData("# \U0001F600 é\u2028\nkolla_image_tags:\n  nova: # \U0001F600\n    rocky-9: OLD # \U0001F600\n")]
    [InlineData("%YAML 1.2\n---\nkolla_image_tags: {nova: {rocky-9: OLD}}\n...\n")]
    [InlineData("kolla_image_tags:\n  nova:\n    ? rocky-9\n    : OLD\n")]
    [InlineData("kolla_image_tags:\n  nova:\n    rocky-9:\n      OLD\n\n\n")]
    [InlineData("kolla_image_tags:\n  nova:\n    rocky-9: !!str &it OLD\n")]
    [InlineData("kolla_image_tags:\n  nova: &nova\n    rocky-9: OLD\n  other:\n    <<: *nova\n    ubuntu-noble: x-y\n")]
    [InlineData("a: 'it''s'\nkolla_image_tags:\n  'nova':\n    \"rocky-9\": OLD\nz: |\n  rocky-9: OLD-er\n")]
    public void Nothing_but_the_tag_changes_to_the_byte(string text)
    {
        Assert.Equal(
            text.Replace("OLD\n\n\n", "NEW-tag\n\n\n", StringComparison.Ordinal) is var spaced && spaced != text
                ? spaced
                : Once(text),
            ImageTagsReader.Read("tags.yml", text).With("NEW-tag", [], ["rocky-9"]));

        static string Once(string text)
        {
            var at = text.IndexOf("OLD", StringComparison.Ordinal);
            return $"{text[..at]}NEW-tag{text[(at + 3)..]}";
        }
    }

    [Theory]
    [InlineData("\"OL\\x44\"", "\"NEW-tag\"")]
    [InlineData("&it \"OLD\"", "&it \"NEW-tag\"")]
    [InlineData("'OLD''s'", "'NEW-tag'")]
    [InlineData("!!str 'OLD'", "!!str 'NEW-tag'")]
    public void A_tag_in_quotes_stays_in_them_however_it_was_written(string old, string expected)
    {
        const string around = "kolla_image_tags:\n  nova:\n    rocky-9: {0} # why\n  z: {{rocky-9: NEW-tag}}\n";
        Assert.Equal(
            string.Format(CultureInfo.InvariantCulture, around, expected),
            ImageTagsReader.Read("tags.yml", string.Format(CultureInfo.InvariantCulture, around, old)).With("NEW-tag", [], ["rocky-9"]));
    }

    /// <summary>What an alias repeats changes with it; the tag of a service that nobody asked for does not.</summary>
    [Fact]
    public void A_service_that_repeats_another_one_keeps_its_tag()
    {
        var edited = ImageTagsReader.Read("tags.yml", File).With("new-tag", ["nova"], ["rocky-9"]);
        Assert.Equal(
            File.Replace("&nova '2024.1-rocky-9-20240918T164436'", "&nova 'new-tag'", StringComparison.Ordinal)
                .Replace("rocky-9: *nova", "rocky-9: 2024.1-rocky-9-20240918T164436", StringComparison.Ordinal),
            edited);
    }

    [Theory]
    [InlineData("old: &t a-b\nkolla_image_tags:\n  nova:\n    rocky-9: *t\n", "a-b")]
    [InlineData("kolla_image_tags:\n  base: &b\n    rocky-9: a-b\n  nova:\n    <<: *b\n    ubuntu-noble: c-d\n", "a-b")]
    [InlineData("kolla_image_tags:\n  base: &b\n    rocky-9: a-b\n  nova: *b\n", "a-b")]
    [InlineData("kolla_image_tags:\n  nova:\n    rocky-9: a-b\n    rocky-9: c-d\n", "c-d")]
    [InlineData("kolla_image_tags:\n  nova:\n    rocky-9: a-b\n  nova:\n    rocky-9: c-d\n", "c-d")]
    public void What_is_told_is_what_Ansible_reads(string text, string tag)
    {
        var tags = ImageTagsReader.Read("tags.yml", text);
        Assert.Equal(tag, (string?)tags.AsJson()["nova"]!["rocky-9"]);
        Assert.Equal(text, tags.With(tag, ["nova"], []));
        var edited = ImageTagsReader.Read("tags.yml", tags.With("NEW-tag", [], ["rocky-9"]));
        Assert.Equal("NEW-tag", (string?)edited.AsJson()["nova"]!["rocky-9"]);
    }

    [Theory]
    [InlineData("kolla_image_tags:\n  base: &b\n    rocky-9: a-b\n  nova:\n    <<: *b\n", "base", "kolla_image_tags.nova.rocky-9")]
    [InlineData("kolla_image_tags:\n  base: &b\n    rocky-9: a-b\n  nova: *b\n", "nova", "kolla_image_tags")]
    [InlineData("kolla_image_tags:\n  base: &b\n    rocky-9: a-b\n  nova: *b\n", "base", "kolla_image_tags.nova.rocky-9")]
    [InlineData("kolla_image_tags:\n  base:\n    rocky-9: a-b\n  nova: {}\n", "nova", "kolla_image_tags.nova.rocky-9")]
    [InlineData("kolla_image_tags:\n  base: {}\n", "nova", "kolla_image_tags.nova")]
    [InlineData("kolla_image_tags:\n  base: {}\n", "base", "kolla_image_tags.base.rocky-9")]
    [InlineData("kolla_image_tags: {base: {ubuntu-noble: a-b}, nova: {ubuntu-noble: a-b}}\n", "nova", "kolla_image_tags")]
    [InlineData("kolla_image_tags:\n  nova:\n    ? ubuntu-noble\n    : OLD\n", "nova", "kolla_image_tags")]
    [InlineData("x: &x\n  nova:\n    rocky-9: a-b\nkolla_image_tags:\n  <<: *x\n  base:\n    rocky-9: a-b\n", "", "kolla_image_tags.nova.rocky-9")]
    public void What_cannot_be_changed_alone_is_refused(string text, string service, string place)
    {
        var tags = ImageTagsReader.Read("tags.yml", text);
        var told = Assert.Throws<ModuleHost.ModuleException>(() => tags.With("NEW-tag", service.Length > 0 ? [service] : [], ["rocky-9"]));
        Assert.StartsWith($"Write {place}", told.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed.", told.Message, StringComparison.Ordinal);
    }

    /// <summary>However the file is written: one tag changes and nothing else, and lines that are added are all that is added.</summary>
    [Fact]
    public void In_files_of_all_sorts_only_tags_change()
    {
        string[] values = ["OLD", "\"OLD\"", "'OLD'", "&a OLD", "!!str OLD", "!!str &a 'OLD'", "OLD # why: \"OLD\"", "\n      OLD", "\t OLD\t"];
        string[] starts = ["", "\uFEFF", "---\n", "%YAML 1.1\n--- # \U0001F600\n", "# é: OLD\n\n\n", "a: |\n  rocky-9: OLD\n\nb: >-\n  OLD\n", "a: &x {b: [OLD, 'OLD']}\nc: *x\n"];
        string[] ends = ["", "\n", "\n\n\n", " # last", "\nz: \"it's\\n\n  OLD\"\n", "\n...\n", "\n  # kept\n\n#"];
        foreach (var (value, start, end) in values.SelectMany(value => starts.SelectMany(start => ends.Select(end => (value, start, end)))))
        {
            foreach (var newLine in (string[])["\n", "\r\n"])
            {
                var head = $"{start}kolla_image_tags:\n  base: # OLD\n    ubuntu-noble: x-y\n  'nova':\n    rocky-9: ".ReplaceLineEndings(newLine);
                var text = head + (value + end).ReplaceLineEndings(newLine);
                var tags = ImageTagsReader.Read("tags.yml", text);
                var at = text.IndexOf("OLD", head.Length, StringComparison.Ordinal);
                Assert.Equal($"{text[..at]}NEW-tag{text[(at + 3)..]}", tags.With("NEW-tag", [], ["rocky-9"]));
                var longer = tags.With("NEW-tag", ["nova", "magnum"], ["rocky-9", "ubuntu-noble"]);
                var added = $"{newLine}    ubuntu-noble: NEW-tag{newLine}  magnum:{newLine}    rocky-9: NEW-tag{newLine}    ubuntu-noble: NEW-tag";
                Assert.Equal($"{text[..at]}NEW-tag{text[(at + 3)..]}", longer.Replace(added, "", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void An_added_line_ends_as_those_around_it()
    {
        const string mixed = "# one\r\nkolla_image_tags:\n  nova:\n    rocky-9: a-b\n  base:\r\n    rocky-9: a-b\r\n";
        Assert.Equal(
            mixed.Replace("a-b\n", "a-b\n    u: c-d\n", StringComparison.Ordinal).Replace("a-b\r\n", "a-b\r\n    u: c-d\r\n", StringComparison.Ordinal),
            ImageTagsReader.Read("tags.yml", mixed).With("c-d", ["nova", "base"], ["u"]));
    }

    [Fact]
    public void Aliases_of_aliases_end_somewhere()
    {
        var bombs = string.Concat(Enumerable.Range(1, 12).Select(at => $"a{at}: &a{at} [{string.Join(", ", Enumerable.Repeat($"*a{at - 1}", 9))}]\n"));
        var told = Assert.Throws<ModuleHost.ModuleException>(() => ImageTagsReader.Read("tags.yml", $"a0: &a0 x\n{bombs}"));
        Assert.Contains("more than a configuration can", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_that_is_there_is_no_change()
    {
        var tags = ImageTagsReader.Read("tags.yml", File);
        Assert.Equal(File, tags.With("2024.1-rocky-9-20240918T164436", ["nova", "neutron"], ["rocky-9"]));
    }

    [Theory]
    [InlineData("kolla_image_tags: {}", "has no tags below kolla_image_tags")]
    [InlineData("other: 1", "has no tags below kolla_image_tags")]
    [InlineData("kolla_image_tags:\n  nova: 1", "line 2: kolla_image_tags.nova is no dictionary")]
    [InlineData("kolla_image_tags: a: b", "it is no YAML")]
    [InlineData("", "has no tags below kolla_image_tags")]
    [InlineData("---\n# nothing\n", "has no tags below kolla_image_tags")]
    [InlineData("- a\n", "line 1: the file is no dictionary")]
    [InlineData("kolla_image_tags:\n  nova:\n    rocky-9: one\n      two\n", "line 3 has something else")]
    [InlineData("kolla_image_tags:\n  nova:\n    rocky-9: \"one\n      two\"\n", "line 3 has something else")]
    [InlineData("kolla_image_tags:\n  nova:\n    rocky-9: |\n      one\n", "line 3 has something else")]
    [InlineData("kolla_image_tags:\n  nova:\n    rocky-9:\n", "has something else")]
    [InlineData("kolla_image_tags:\n  nova:\n    rocky-9: a-b\n---\nx: 1\n", "line 4 begins another")]
    [InlineData("x: &x [a]\nkolla_image_tags:\n  nova:\n    rocky-9: *x\n", "its alias leads to something else")]
    [InlineData("kolla_image_tags:\n  nova: *other\n", "kolla_image_tags.nova is no dictionary")]
    [InlineData("kolla_image_tags:\n  nova:\n    rocky-9: [a]", "Write one tag on the line of kolla_image_tags.nova.rocky-9")]
    public void What_is_no_such_file_is_named(string text, string expected) =>
        Assert.Contains(
            expected,
            Assert.Throws<ModuleHost.ModuleException>(() => ImageTagsReader.Read("tags.yml", text)).Message,
            StringComparison.Ordinal);
}
