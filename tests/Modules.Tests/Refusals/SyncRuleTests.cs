// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Rules;

namespace Modules.Tests.Refusals;

/// <summary>What a real Pulp refused of a sync's options beside each other and beside the repository's, foreseen one by one.</summary>
public sealed class SyncRuleTests
{
    private static readonly string[] Options = ["sync_policy", "skip_types", "optimize"];

    public static TheoryData<string, bool, string> Recorded
    {
        get
        {
            var rows = new TheoryData<string, bool, string>();
            foreach (var each in RecordedRequest.Read("repository.rpm").Where(each =>
                each.Operation == "sync" && each.Field.StartsWith("sync_policy+", StringComparison.Ordinal) && each.Sent?["mirror"] is null))
            {
                rows.Add(each.Sent!.ToJsonString(), each.IsRefused, string.Join(' ', each.Words));
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_sync_is_refused_where_Pulp_refuses_it(string sent, bool isRefused, string words)
    {
        var all = JsonNode.Parse(sent)!.AsObject();
        var told = SyncRules.Rpm(Some(all, isOption: true), Some(all, isOption: false));
        Assert.Equal(isRefused, told is not null);
        Assert.StartsWith(words, told ?? "", StringComparison.Ordinal);
    }

    private static JsonObject Some(JsonObject all, bool isOption) =>
        new(all.Where(pair => Options.Contains(pair.Key) == isOption).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
}
