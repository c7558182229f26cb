// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.Commands;

namespace Modules.Builder.Volumes;

/// <summary>Storage that takes up the space its disk has.</summary>
internal sealed partial class GrowVolumeModule(ICommands commands) : IModule
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
            if (mount is not ['/', ..])
            {
                throw new ModuleException($"Give mount as the path of a file system, such as /: it is '{mount}'. Nothing was changed.");
            }

            var (device, bytes, partition) = await reader.MountedAsync(mount, ct);
            return GrowPlan.Of(device, partition, bytes, await reader.FileSystemAsync(device, ct));
        }

        var wanted = (run.Get(Volumes) ?? []).Select(Wanted).ToList();
        if (wanted.GroupBy(volume => volume.Name).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
        {
            throw new ModuleException($"Give each volume of volumes once: '{twice}' is there more often. Nothing was changed.");
        }

        var group = Named(Group.Name, run.Get(Group)!);
        return GrowPlan.Of(await reader.GroupAsync(group, [.. wanted.Select(volume => volume.Name)], ct), wanted);
    }

    private static JsonObject Sizes(IEnumerable<GrowStep> steps, Func<GrowStep, long> size) =>
        new(steps.Select(step => KeyValuePair.Create(step.Object, (JsonNode?)size(step))));

    private static WantedVolume Wanted(ArgumentValues item)
    {
        var name = Named("volumes", item.Get(Volume));
        return new WantedVolume(name, VolumeSize.Parse(name, item.Get(Size)));
    }

    /// <summary>LVM reads others as conditions, paths or options.</summary>
    private static string Named(string option, string name) => LvmName().IsMatch(name)
        ? name
        : throw new ModuleException(
            $"Give names of LVM in {option}, of letters, digits, '+', '_', '.' and '-': '{name}' is none. Nothing was changed.");

    [GeneratedRegex(@"^[A-Za-z0-9+_.][A-Za-z0-9+_.-]*\z")]
    private static partial Regex LvmName();

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
