// SPDX-License-Identifier: GPL-3.0-or-later
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
    [InlineData("", "line 1: it is no YAML")]
    [InlineData("kolla_image_tags:\n  nova:\n    rocky-9: [a]", "Write one tag on the line of kolla_image_tags.nova.rocky-9")]
    public void What_is_no_such_file_is_named(string text, string expected) =>
        Assert.Contains(
            expected,
            Assert.Throws<ModuleHost.ModuleException>(() => ImageTagsReader.Read("tags.yml", text)).Message,
            StringComparison.Ordinal);
}
