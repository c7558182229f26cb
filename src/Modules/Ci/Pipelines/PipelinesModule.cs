// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Generated;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Pipelines;

/// <summary>GitLab's pipelines for kayobe, written into a repository.</summary>
internal sealed class PipelinesModule : IModule
{
    private static readonly Argument<string?> OutputDirectory = Argument.Path("output_directory") with { Required = true };
    private static readonly Argument<IReadOnlyList<string>?> Environments = Argument.TextList("environments");
    private static readonly Argument<string?> Registry = Argument.Text("registry");
    private static readonly Argument<string?> ImageName = Argument.Text("image_name") with { Default = "kayobe" };
    private static readonly Argument<string?> ImageTag = Argument.Text("image_tag") with { Default = "$OPENSTACK_RELEASE-latest" };
    private static readonly Argument<string?> BaseImage =
        Argument.Text("base_image") with { Default = "quay.io/rockylinux/rockylinux:9" };
    private static readonly Argument<string?> DockerImage = Argument.Text("docker_image") with { Default = "docker:27.4.1" };
    private static readonly Argument<string> Release = Argument.RequiredText("openstack_release");
    private static readonly Argument<JsonNode?> TestSuites = Argument.Raw("test_suites");
    private static readonly Argument<IReadOnlyList<string>?> RunnerTags = Argument.TextList("runner_tags");
    private static readonly Argument<ArgumentValues?> Store = Argument.Mapping("secret_store", SecretStore.Options);
    private static readonly Argument<ArgumentValues?> PlaybookPaths = Argument.Mapping("playbooks", Playbooks.Options);
    private static readonly Argument<IReadOnlyList<string>?> BeforeScript = Argument.TextList("before_script") with { Separator = '\n' };
    private static readonly Argument<JsonObject?> ChangedStages = Argument.Mapping("stages");
    private static readonly Argument<JsonObject?> ChangedRunbooks = Argument.Mapping("runbooks");
    private static readonly Argument<JsonObject?> ChangedDownstream = Argument.Mapping("downstream");
    private static readonly Argument<IReadOnlyList<string>?> Disabled = Argument.TextList("disabled");
    private static readonly Argument<IReadOnlyList<string>?> UpgradeHosts = Argument.TextList("upgrade_hosts");
    private static readonly Argument<long> UpgradeBatch =
        Argument.Number("upgrade_batch_size", otherwise: 3) with { Minimum = 1, Maximum = 1000 };
    private static readonly Argument<bool> Prune = Argument.Flag("prune", otherwise: true);

    public string Name => "gitlab_pipelines";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
    [
        OutputDirectory, Environments, Registry, ImageName, ImageTag, BaseImage, DockerImage, Release, TestSuites, RunnerTags, Store,
        PlaybookPaths, BeforeScript, ChangedStages, ChangedRunbooks, ChangedDownstream, Disabled, UpgradeHosts,
        UpgradeBatch, Prune,
    ]);

    public Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var settings = Settings(run);
        if (settings.Environments.Count == 0)
        {
            _ = run.Warnings.Add(
                $"Give {Environments.Name}, or set {Prelude.Environment} in the project: without it jobs have no environment, and look for "
                    + $"their secrets at {settings.SecretStore.Mount}/ alone.");
        }

        var changes = new Changes(
            run.Get(ChangedStages), run.Get(ChangedRunbooks), run.Get(ChangedDownstream), run.Get(Disabled) ?? []);
        var pipelines = Pipelines.From(settings, changes, run.Warnings);
        var folder = new GeneratedFolder(run.Get(OutputDirectory)!);
        // The job that asks for batches runs in a clone, whose other files are what the pipeline was made of.
        var plan = run.Get(UpgradeHosts) is { } hosts
            ? folder.Plan([Batches(hosts, run)], [])
            : folder.Plan(pipelines.Files(settings), run.Get(Prune) ? [".gitlab"] : []);
        if (!run.CheckMode)
        {
            folder.Take(plan);
        }

        var changed = plan.Any(change => change.Fate != FileFate.Unchanged);
        return Task.FromResult(new ModuleResult(changed)
        {
            Values = new JsonObject
            {
                ["files"] = GeneratedFolder.States(plan),
                ["stages"] = pipelines.Shown,
                ["required_secrets"] = Secrets(settings, [.. pipelines.Secrets]),
                ["required_variables"] = new JsonArray("DOCKER_AUTH_CONFIG"),
            },
            Differences = GeneratedFolder.Differences(plan),
        });
    }

    private static GeneratedFile Batches(IReadOnlyList<string> hosts, Invocation run) => hosts.Count == 0
        ? throw new ModuleException("upgrade_hosts is empty: there is nothing to upgrade. Is the group's name right?")
        : hosts.FirstOrDefault(host => host.Length == 0 || host.Any(each => char.IsWhiteSpace(each) || each is ':' or '"' or '$' or '`'))
            is { } odd ? throw new ModuleException($"Give names of hosts in upgrade_hosts: '{odd}' is none.")
        : hosts.GroupBy(host => host).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new ModuleException($"Leave one '{twice.Key}' out of upgrade_hosts: it would be upgraded {twice.Count()} times.")
        : new(Runbooks.TriggerFile(Runbooks.HostUpgrade), Runbooks.Batches(Runbooks.HostUpgrade, hosts, (int)run.Get(UpgradeBatch)));

    private static PipelineSettings Settings(Invocation run) => new()
    {
        Environments = Named(run.Get(Environments) ?? []),
        TestSuites = Suites(run.Get(TestSuites)) is var suites && suites.Any(suite => suite.Trim().Length == 0)
            ? throw new ModuleException("test_suites has an empty name: give those of load lists of Tempest.")
            : suites,
        RunnerTags = ImageWord.All(RunnerTags.Name, run.Get(RunnerTags) ?? ["kayobe", "openstack"], "the tags of runners"),
        // GitLab's own registry, where none is named: its images lie below the project.
        Image = $"{Host(run.Get(Registry))}/{ImageWord.Of(ImageName.Name, run.Get(ImageName)!)}",
        ImageTag = ImageWord.Of(ImageTag.Name, run.Get(ImageTag)!),
        BaseImage = ImageWord.Of(BaseImage.Name, run.Get(BaseImage)!),
        DockerImage = ImageWord.Of(DockerImage.Name, run.Get(DockerImage)!),
        Release = ImageWord.Of(Release.Name, run.Get(Release)),
        SecretStore = SecretStore.From(run.Get(Store)),
        Playbooks = Playbooks.From(run.Get(PlaybookPaths)),
        BeforeScript = run.Get(BeforeScript) ?? [],
    };

    /// <summary>Images are named without a scheme.</summary>
    private static string Host(string? registry) =>
        registry is null or "" ? "$CI_REGISTRY_IMAGE" : ImageWord.Registry(Registry.Name, registry);

    /// <summary>An environment is a path of the secrets, a tag of runners, and a word of shells.</summary>
    private static IReadOnlyList<string> Named(IReadOnlyList<string> environments) =>
        environments.FirstOrDefault(name => name.Length == 0 || name is ['-', ..] or "." or ".." || name.Any(IsOdd)) is { } odd
            ? throw new ModuleException(
                $"environments has '{odd}': a name has letters, digits, '-', '_' and '.' only, begins with no '-', and is the name of a "
                    + "folder.")
            : environments.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new ModuleException($"Leave one '{twice.Key}' out of environments: it is there {twice.Count()} times.")
            : environments;

    private static bool IsOdd(char letter) => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.');

    /// <summary>The role of old took a text of YAML.</summary>
    private static IReadOnlyList<string> Suites(JsonNode? given) => given switch
    {
        null => ["default", "tempest-full"],
        JsonArray list => [.. list.Select(suite => suite?.ToString() ?? "")],
        _ => YamlTree.Parse(given.ToString(), "test_suites") is YamlSequenceNode list
            ? [.. list.Children.OfType<YamlScalarNode>().Select(suite => suite.Value ?? "")]
            : throw new ModuleException($"test_suites is no list: {given}"),
    };

    private static JsonArray Secrets(PipelineSettings settings, string[] names) =>
    [
        .. (settings.Environments.Count > 0 ? settings.Environments : [$"${Prelude.Environment}"])
            .Select(environment => (JsonNode?)new JsonObject
            {
                ["environment"] = environment,
                ["path"] = $"{settings.SecretStore.Mount}/{environment}",
                ["names"] = new JsonArray([.. names.Select(name => (JsonNode?)name)]),
            }),
    ];
}
