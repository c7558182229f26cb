// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace ModuleHost.Tests;

/// <summary>Values are read by their arguments, and changed without changing what was given.</summary>
public sealed class ArgumentValuesTests
{
    private static readonly Argument<string?> Name = Argument.Text("name");
    private static readonly Argument<string?> Mode = Argument.Text("mode") with { Default = "fast" };
    private static readonly Argument<long?> Size = Argument.Number("size");

    private readonly ArgumentValues _values = new(new JsonObject { ["name"] = "a", ["mode"] = null, ["size"] = 3L });

    [Fact]
    public void What_is_not_given_is_the_default() =>
        Assert.Equal(("a", "fast", 3L, false), (_values.Get(Name), _values.Get(Mode), _values.Get(Size), _values.Has(Mode)));

    [Fact]
    public void Others_can_be_made_of_them()
    {
        var other = _values.With(Name, "b").Without(Size);
        Assert.Equal(("b", null), (other.Get(Name), other.Get(Size)));
        Assert.Equal(("a", 3L), (_values.Get(Name), _values.Get(Size)));
        Assert.Equal((null, 3L), (_values.Only([Size]).Get(Name), _values.Only([Size]).Get(Size)));
    }

    [Fact]
    public void Those_inside_a_dictionary_are_read_alike()
    {
        var inside = Argument.MappingList("items", new ArgumentSpec([Name, Mode]));
        var values = new ArgumentValues(new JsonObject { ["items"] = new JsonArray(new JsonObject { ["name"] = "x" }) });
        var item = Assert.Single(values.Get(inside)!);
        Assert.Equal(("x", "fast"), (item.Get(Name), item.Get(Mode)));
    }
}
