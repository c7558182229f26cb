// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Tests.Infra;
using Tests.Infra;

namespace Modules.Tests;

/// <summary>The rules of the house: DESIGN.md's table of rooms is the data.</summary>
public sealed class NamespaceTests
{
    private static readonly NamespaceGraph Sources = NamespaceGraph.Read(Path.Combine(SourceTree.Root, "src/Modules"));
    private static readonly Layers Allowed = Layers.Read(File.ReadAllText(Path.Combine(SourceTree.Root, "DESIGN.md")));

    [Fact]
    public void No_namespaces_use_each_other() => Assert.Empty(Sources.Circles);

    [Fact]
    public void No_namespace_has_more_files_than_one_keeps_in_mind() => Assert.Empty(Sources.CrowdedNamespaces);

    [Fact]
    public void No_line_is_wider_than_140_characters() => Assert.Empty(Sources.LongLines);

    [Fact]
    public void The_table_names_every_room_and_no_other() =>
        Assert.Equal(Names().Order(StringComparer.Ordinal), Allowed.Rooms.Order(StringComparer.Ordinal));

    [Fact]
    public void A_room_uses_what_lies_below_it_and_nothing_else() =>
        Assert.Empty(
            Names().SelectMany(room => Sources.UsedBy(room).Where(used => !Allowed.May(room, used)).Select(used => $"{room} uses {used}")));

    [Fact]
    public void Nothing_uses_the_composition() => Assert.DoesNotContain(Names(), room => Sources.UsedBy(room).Contains("Modules"));

    /// <summary>The rule sees what it is for.</summary>
    [Fact]
    public void What_is_below_a_neighbour_below_is_below_too()
    {
        var layers = Layers.Read(
            """
            | Room | What is in it | Uses |
            |---|---|---|
            | `Files` | whole files | – |
            | `Http`, `Checks` | two rooms | `Files` |
            | `Pulp.Api` | verbs | `Http` |
            """);

        Assert.True(layers.May("Modules.Pulp.Api", "Modules.Files"));
        Assert.False(layers.May("Modules.Http", "Modules.Checks"));
        Assert.False(layers.May("Modules.Files", "Modules.Http"));
        Assert.Equal(["Modules.Files", "Modules.Http", "Modules.Checks", "Modules.Pulp.Api"], layers.Rooms);
    }

    private static IEnumerable<string> Names() => Sources.Files.Select(file => file.Namespace).OfType<string>().Distinct();
}
