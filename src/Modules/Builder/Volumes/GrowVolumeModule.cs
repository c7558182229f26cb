// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Commands;

namespace Modules.Builder.Volumes;

/// <summary>Storage that takes up the space its disk has.</summary>
internal sealed class GrowVolumeModule(ICommands commands) : IModule
{
    private static readonly Argument<string?> Group = Argument.Text("volume_group") with { Aliases = ["vg"] };
    private static readonly Argument<string> Volume = Argument.RequiredText("name");
    private static readonly Argument<string> Size = Argument.RequiredText("size");
    private static readonly Argument<IReadOnlyList<ArgumentValues>?> Volumes =
        Argument.MappingList("volumes", new ArgumentSpec([Volume, Size]));

    private static readonly Argument<string?> Mount = Argument.Path("mount");

    public GrowVolumeModule()
        : this(new HostCommands())
    {
    }

    public string Name => "grow_volume";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } =
        new([Group, Volumes, Mount], new RequiredOneOf(Group, Mount), new MutuallyExclusive(Group, Mount));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var steps = await PlanAsync(run, ct);
        if (!run.CheckMode)
        {
            await TakeAsync(run, steps, ct);
        }

        return new ModuleResult(steps.Count > 0)
        {
            Values = new JsonObject { ["steps"] = new JsonArray([.. steps.Select(step => (JsonNode?)step.AsJson())]) },
            Difference = steps.Count == 0 ? null : new Difference(Sizes(steps, step => step.Before), Sizes(steps, step => step.After)),
        };
    }

    private async Task<IReadOnlyList<GrowStep>> PlanAsync(Invocation run, CancellationToken ct)
    {
        var reader = new StorageReader(commands);
        if (run.Get(Mount) is { } mount)
        {
            var (device, bytes, partition) = await reader.MountedAsync(mount, ct);
            return GrowPlan.Of(device, partition, bytes, await reader.FileSystemAsync(device, ct));
        }

        var wanted = (run.Get(Volumes) ?? []).Select(Wanted).ToList();
        return GrowPlan.Of(await reader.GroupAsync(run.Get(Group)!, [.. wanted.Select(volume => volume.Name)], ct), wanted);
    }

    private static JsonObject Sizes(IEnumerable<GrowStep> steps, Func<GrowStep, long> size) =>
        new(steps.Select(step => KeyValuePair.Create(step.Object, (JsonNode?)size(step))));

    private static WantedVolume Wanted(ArgumentValues item)
    {
        var name = item.Get(Volume);
        return new WantedVolume(name, VolumeSize.Parse(name, item.Get(Size)));
    }

    private async Task TakeAsync(Invocation run, IReadOnlyList<GrowStep> steps, CancellationToken ct)
    {
        foreach (var (index, step) in steps.Index())
        {
            run.UnderWay = $"grow {step.Object}";
            var answer = await commands.RunAsync(step.Command, ct);
            if (answer.ExitCode != 0)
            {
                throw new ModuleException(
                    $"See why '{step.Command}' fails, and run this again: it says '{answer.LastLine}'. {step.Object} is as it was; "
                        + (index == 0 ? "nothing was changed." : $"{steps[index - 1].Object} has grown."))
                {
                    Changed = index > 0,
                };
            }
        }

        run.UnderWay = null;
    }
}
