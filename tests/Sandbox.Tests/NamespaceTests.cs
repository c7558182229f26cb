// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Tests.Infra;
using Tests.Infra;

namespace Sandbox.Tests;

/// <summary>The rules of the house, as far as a machine can see whether they are kept.</summary>
public sealed class NamespaceTests
{
    private static readonly NamespaceGraph Sources = NamespaceGraph.Read(Path.Combine(SourceTree.Root, "src/Sandbox"));

    [Fact]
    public void No_namespaces_use_each_other() => Assert.Empty(Sources.Circles);

    [Fact]
    public void No_namespace_has_more_files_than_one_keeps_in_mind() => Assert.Empty(Sources.CrowdedNamespaces);

    [Fact]
    public void No_line_is_wider_than_140_characters() =>
        Assert.Empty(
            NamespaceGraph.Read(
                Path.Combine(SourceTree.Root, "src/Sandbox"), Path.Combine(SourceTree.Root, "tests/Sandbox.Tests")).LongLines);

    /// <summary>The rules see what they are for: here is one of each.</summary>
    [Fact]
    public void A_parent_a_sibling_and_a_using_count_as_use()
    {
        using var folder = new TemporaryFolder();
        Write("Shop.cs", "namespace Trade;\n\ninternal sealed class Shop\n{\n    private readonly Trade.Goods.Bread _bread;\n}\n");
        Write("Bread.cs", "namespace Trade.Goods;\n\ninternal sealed class Bread\n{\n    public Shop From => new();\n}\n");
        Write("Till.cs", "using Trade.Goods;\n\nnamespace Trade.Money;\n\ninternal sealed record Till(Bread Sold);\n");
        Write(
            "Flour.cs",
            "namespace Trade.Goods;\n\n/// <summary>A Shop and Money.Till in words are no use of them.</summary>\n"
            + $"internal sealed class Flour; // {new string('x', 140)}\n");
        var graph = NamespaceGraph.Read(folder.Path);

        Assert.Equal(["Trade <-> Trade.Goods"], graph.Circles);
        Assert.Equal(["Trade.Goods"], graph.UsedBy("Trade.Money"));
        Assert.Contains("Flour.cs:4 has", Assert.Single(graph.LongLines), StringComparison.Ordinal);

        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.Path, name), text);
    }
}
