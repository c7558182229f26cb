// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.Report;

/// <summary>What a playbook says of something that it looked at.</summary>
internal static class LookedAtArguments
{
    public static readonly Argument<string> What = Argument.RequiredText("what");
    public static readonly Argument<string?> Kind = Argument.Choice("kind", [.. Looks.Kinds.Keys]) with { Required = true };
    public static readonly Argument<JsonNode?> Seen = Argument.Raw("result");
    public static readonly Argument<string?> Advice = Argument.Text("advice") with { Default = "" };
    public static readonly Argument<string?> HowToLook = Argument.Text("how_to_look") with { Default = "" };
    public static readonly Argument<IReadOnlyList<string>?> Expected = Argument.TextList("expected");
    public static readonly Argument<string?> Since = Argument.Text("since");
    public static readonly Argument<bool> FailureTells = Argument.Flag("failure_tells", otherwise: false);

    public static readonly ArgumentSpec Spec = new([What, Kind, Seen, Advice, HowToLook, Expected, Since, FailureTells]);
}
