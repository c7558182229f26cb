// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost.Secrets;

namespace ModuleHost.Tests;

/// <summary>A secret that no argument says is one.</summary>
public sealed class SecretTests
{
    private readonly Invocation _run = new(new ArgumentValues([]), false, false, new Redactor());

    [Fact]
    public void The_redactor_knows_each_and_what_is_made_of_it()
    {
        var login = _run.Secret("hunter2hunter2").Basic("admin");
        Assert.Equal("YWRtaW46aHVudGVyMmh1bnRlcjI=", login.Reveal());
        Assert.Equal("with ******** and ********", _run.Redactor.Clean("with hunter2hunter2 and YWRtaW46aHVudGVyMmh1bnRlcjI="));
    }

    [Fact]
    public void It_does_not_show_in_a_text_or_in_a_record_that_holds_it()
    {
        Assert.Equal($"a {Redactor.Hidden}", $"a {_run.Secret("hunter2")}");
        Assert.DoesNotContain("hunter2", new Holder("name", _run.Secret("hunter2")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_of_the_same_text_are_equal()
    {
        Assert.Equal(new Holder("a", _run.Secret("one")), new Holder("a", _run.Secret("one")));
        Assert.NotEqual(new Holder("a", _run.Secret("one")), new Holder("a", _run.Secret("two")));
        Assert.NotEqual(new Holder("a", _run.Secret("one")), new Holder("a", null));
    }

    private sealed record Holder(string Name, Secret? Password);
}
