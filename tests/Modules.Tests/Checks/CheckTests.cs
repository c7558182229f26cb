// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.Checks;

namespace Modules.Tests.Checks;

public sealed class CheckTests
{
    private static readonly Check Full = Check.NotOk("free disk", "1 byte is free", "Free some.");

    private readonly Invocation _run = new(new ArgumentValues([]), CheckMode: false, DiffMode: false, new Redactor());

    [Fact]
    public void What_holds_is_gone_on_with()
    {
        _run.Require(Check.Ok("free disk", "5 bytes are free"), "Nothing is done");
        Assert.Empty(_run.Warnings);
    }

    [Fact]
    public void What_does_not_hold_is_refused_with_what_was_seen_and_what_to_do()
    {
        var refusal = Assert.Throws<ModuleException>(
            () => _run.Require(Full with { Details = new JsonObject { ["free"] = 1 } }, "Pulp is not upgraded"));
        Assert.Equal("Pulp is not upgraded: 1 byte is free. Free some.", refusal.Message);
        Assert.Equal("""{"free":1}""", refusal.Details.ToJsonString());
    }

    [Fact]
    public void What_cannot_be_told_is_a_warning()
    {
        _run.Require(Check.Unknown("free disk", "The disk is elsewhere", "Look there."), "Nothing is done");
        Assert.Equal(["The disk is elsewhere. Look there."], _run.Warnings);
    }

    [Fact]
    public void A_question_is_its_own_end()
    {
        Assert.Equal("Is it there? Look.", Check.NotOk("engine", "Is it there?", "Look.").ToString());
        Assert.Equal("Is it there?", Check.NotOk("engine", "Is it there?").ToString());
    }

    [Fact]
    public void A_result_lists_what_was_seen()
    {
        Assert.Equal("""{"what":"free disk","state":"not_ok","seen":"1 byte is free","advice":"Free some."}""", Full.ToJson().ToJsonString());
        Assert.Equal("""{"what":"redis","state":"ok","seen":"it is connected"}""", Check.Ok("redis", "it is connected").ToJson().ToJsonString());
        Assert.Equal("unknown", (string?)Check.Unknown("x", "y").ToJson()["state"]);
    }
}
