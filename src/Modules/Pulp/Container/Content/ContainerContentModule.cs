// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Session;

namespace Modules.Pulp.Container.Content;

/// <summary>Tags of container repositories: copied from others, removed, looked for; one item or a whole list.</summary>
internal sealed class ContainerContentModule : IModule
{
    private static readonly Argument<IReadOnlyList<ArgumentValues>?> Items = Argument.MappingList("items", ContentItem.Entry);
    private static readonly Argument<bool> Wait = Argument.Flag("wait", otherwise: true);
    private static readonly Argument<long> Concurrency = Argument.Number("concurrency", otherwise: 4) with { Minimum = 1 };

    public string Name => "container_content";

    public ArgumentSpec Arguments { get; } = new(
        [.. Connection.Arguments([]), .. ContentItem.Arguments, Items, Wait, Concurrency],
        new MutuallyExclusive(ContentItem.RepositoryName, Items),
        new RequiredOneOf(ContentItem.RepositoryName, Items));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        List<ContentItem> items = [.. run.Get(Items)?.Select(ContentItem.Of) ?? [ContentItem.Of(run.Values)]];
        var repositories = new Repositories(pulp);
        await repositories.ReadAsync(items, ct);
        var work = new ItemWork(pulp, repositories, new TagReader(pulp), run.Get(Wait));
        var done = new ConcurrentDictionary<ContentItem, JsonObject>(ReferenceEqualityComparer.Instance);

        var options = new ParallelOptions { MaxDegreeOfParallelism = (int)Math.Max(1, run.Get(Concurrency)), CancellationToken = ct };
        await Parallel.ForEachAsync(Chains.Of(items), options, async (chain, stop) =>
        {
            foreach (var item in chain)
            {
                done[item] = await AnswerAsync(work, item, stop);
            }
        });
        return Result(run, [.. items.Select(item => done[item])]);
    }

    /// <summary>One item's failure does not keep the others from being done.</summary>
    private static async Task<JsonObject> AnswerAsync(ItemWork work, ContentItem item, CancellationToken ct)
    {
        try
        {
            return await work.DoAsync(item, ct);
        }
        catch (ModuleException failure)
        {
            var answer = failure.Details.DeepClone().AsObject();
            answer["repository"] = item.Repository;
            answer["state"] = item.State;
            answer["changed"] = failure.Changed;
            answer["failed"] = true;
            answer["msg"] = failure.Message;
            return answer;
        }
    }

    private static ModuleResult Result(Invocation run, List<JsonObject> answers)
    {
        var changed = answers.Any(answer => (bool)answer["changed"]!);
        var values = run.Has(Items)
            ? new JsonObject { ["content"] = new JsonArray([.. answers]) }
            : answers[0].DeepClone().AsObject();
        _ = values.Remove("changed");
        var failed = answers.Where(answer => answer["failed"] is not null).ToList();
        if (failed.Count > 0)
        {
            _ = values.Remove("msg");
            _ = values.Remove("failed");
            throw new ModuleException(
                string.Join("\n", failed.Select(answer => (string)answer["msg"]!))) { Changed = changed, Details = values };
        }

        return new ModuleResult(changed) { Values = values };
    }
}
