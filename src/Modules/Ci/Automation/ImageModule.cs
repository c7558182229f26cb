// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Values;
using Modules.Commands;
using Modules.Containers.Engine;

namespace Modules.Ci.Automation;

/// <summary>Whether kayobe's image is older than what it was made of.</summary>
/// <param name="commands">For git, which knows when a file was changed.</param>
internal sealed class ImageModule(ICommands commands) : IModule
{
    /// <summary>What goes into the image, by its place in the repository of the configuration.</summary>
    private static readonly (string Cause, string[] Paths)[] Sources =
    [
        ("Ansible requirements", ["etc/kayobe/ansible/requirements.yml", "etc/kayobe/ansible/requirements-newer.yml"]),
        ("Python requirements", ["requirements.txt"]),
        ("kolla's version", ["etc/kayobe/kolla.yml", "etc/kayobe/pins.yml", "etc/kayobe/stackhpc.yml"]),
        ("the release", [".gitreview"]),
        ("kayobe-automation", [".automation", ".gitmodules"]),
        ("settings of the build", [".automation.conf/config.sh", ".automation.conf/requirements.txt"]),
    ];

    private static readonly Argument<string?> Root = Argument.Path("root");
    private static readonly Argument<string?> Image = Argument.Text("image");
    private static readonly Argument<string?> Created = Argument.Text("created");
    private static readonly Argument<JsonObject?> Expected = Argument.Mapping("expected");
    private static readonly Argument<JsonObject?> Labels = Argument.Mapping("labels");

    public string Name => "kayobe_image_info";

    public ArgumentSpec Arguments { get; } = new([Root, Image, Created, Expected, Labels, .. EngineArguments.All]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var (created, labels) = run.Get(Image) is { } image
            ? await InspectAsync(run, image, ct)
            : (run.Get(Created), run.Get(Labels) ?? []);
        DateTimeOffset? made = created is null ? null
            : DateTimeOffset.TryParse(created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : throw new ModuleException($"Give created as an image has it, such as 2026-11-26T10:00:00Z: '{created}' is no time.");
        List<string> causes = [];
        JsonObject seen = [];
        if (run.Get(Root) is { } root && made is { } when)
        {
            foreach (var (cause, paths) in Sources)
            {
                var changed = await ChangedAsync(root, paths, ct);
                seen[cause] = changed is { } then ? UtcTime.Show(then) : null;
                if (changed > when)
                {
                    causes.Add($"{cause} changed {changed:yyyy-MM-dd}");
                }
            }
        }

        causes.AddRange((run.Get(Expected) ?? [])
            .Where(label => labels.ContainsKey(label.Key) && $"{labels[label.Key]}" != $"{label.Value}")
            .Select(label => $"{label.Key} is {labels[label.Key]} in it, and should be {label.Value}"));
        // An image that is not there has to be made; one of which nothing more is known may be as it should be.
        bool? due = made is null ? run.Has(Image) : causes.Count > 0;
        if (due == false && !run.Has(Root))
        {
            due = null;
        }

        return new(false)
        {
            Values = new JsonObject
            {
                ["exists"] = made is not null,
                ["created"] = made is { } built ? UtcTime.Show(built) : null,
                ["labels"] = labels.DeepClone(),
                ["due"] = due,
                ["causes"] = new JsonArray([.. causes.Select(cause => (JsonNode?)cause)]),
                ["changed_at"] = seen,
            },
        };
    }

    private static async Task<(string? Created, JsonObject Labels)> InspectAsync(Invocation run, string image, CancellationToken ct)
    {
        using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
        return await engine.FindImageAsync(image, ct) is { } found
            ? (found.Created?.ToString("O", CultureInfo.InvariantCulture),
                new JsonObject((found.Config?.Labels ?? new Dictionary<string, string>()).Select(
                    label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))))
            : (null, []);
    }

    /// <summary>When the last of some files was committed, or changed since; null where none of them is there.</summary>
    private async Task<DateTimeOffset?> ChangedAsync(string root, IReadOnlyList<string> paths, CancellationToken ct)
    {
        var there = paths.Where(path => Path.Exists(Path.Combine(root, path))).ToList();
        if (there.Count == 0)
        {
            return null;
        }

        string[] common = ["-c", $"safe.directory={root}", "-C", root];
        var dirty = await commands.RunAsync(new Command("git", [.. common, "status", "--porcelain", "--", .. there]), ct);
        if (dirty.ExitCode != 0)
        {
            throw new ModuleException(
                $"Give the repository of kayobe's configuration in root: git does not take '{root}' for one. {dirty.LastLine}");
        }

        if (dirty.Output.Trim().Length > 0)
        {
            return DateTimeOffset.UtcNow;
        }

        var log = await commands.RunAsync(new Command("git", [.. common, "log", "-1", "--format=%ct", "--", .. there]), ct);
        return long.TryParse(log.Output.Trim(), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
    }
}
