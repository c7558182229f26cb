// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Ci.Generated;
using Modules.Ci.Workflows.Model;
using static Modules.Ci.Workflows.Settings.WorkflowsArguments;

namespace Modules.Ci.Workflows.Settings;

/// <summary>What all workflows have in common.</summary>
internal sealed record WriterSettings
{
    public required EnvironmentNames Environments { get; init; }

    public required IReadOnlyList<string> RunsOn { get; init; }

    public required Registry Registry { get; init; }

    public required string ImageName { get; init; }

    public required string ImageTag { get; init; }

    public required string BaseImage { get; init; }

    public required (long User, long Group) Ids { get; init; }

    public required KayobeArguments Arguments { get; init; }

    public required IReadOnlyList<Step> CheckoutHook { get; init; }

    public required IReadOnlyList<Step> KayobeHook { get; init; }

    public required IReadOnlyList<Step> FinalHook { get; init; }

    public required bool Buildx { get; init; }

    public required string? BuildxConfig { get; init; }

    public required bool Provenance { get; init; }

    public required long Timeout { get; init; }

    public required IReadOnlyList<string> TestSuites { get; init; }

    public required IReadOnlyDictionary<string, DispatchInput> Inputs { get; init; }

    public required ActionPins Actions { get; init; }

    public required bool ConfigDiffKey { get; init; }

    /// <summary>What a playbook says.</summary>
    /// <exception cref="ModuleException">It does not make sense.</exception>
    public static WriterSettings Read(Invocation run)
    {
        var environments = EnvironmentNames.Of(
            run.Get(Selection) switch { "single" => Selector.Single, "input" => Selector.Input, _ => Selector.None },
            run.Get(WorkflowsArguments.Environments) ?? [],
            run.Get(Prefixes));
        return new()
        {
            Environments = environments,
            RunsOn = ImageWord.All(WorkflowsArguments.RunsOn.Name, run.Get(WorkflowsArguments.RunsOn)!, "the labels of runners"),
            Registry = Registry.Of(run.Get(RegistryOptions)),
            ImageName = ImageWord.Of(WorkflowsArguments.ImageName.Name, run.Get(WorkflowsArguments.ImageName)!),
            ImageTag = ImageWord.Of(WorkflowsArguments.ImageTag.Name, run.Get(WorkflowsArguments.ImageTag)!),
            BaseImage = ImageWord.Of(WorkflowsArguments.BaseImage.Name, run.Get(WorkflowsArguments.BaseImage)!),
            Ids = (run.Get(UserId), run.Get(GroupId)),
            Arguments = new(run.Get(WorkflowsArguments.Arguments) ?? [], Server(run.Get(ServerUrl)!)),
            CheckoutHook = Playbook.Steps(run.Get(WorkflowsArguments.CheckoutHook), WorkflowsArguments.CheckoutHook.Name),
            KayobeHook = Playbook.Steps(run.Get(WorkflowsArguments.KayobeHook), WorkflowsArguments.KayobeHook.Name),
            FinalHook = Playbook.Steps(run.Get(WorkflowsArguments.FinalHook), WorkflowsArguments.FinalHook.Name),
            Buildx = run.Get(WorkflowsArguments.Buildx),
            BuildxConfig = run.Get(WorkflowsArguments.BuildxConfig) is { } config && config.Trim().Length > 0 ? config : null,
            Provenance = run.Get(WorkflowsArguments.Provenance),
            Timeout = run.Get(WorkflowsArguments.Timeout),
            TestSuites = Playbook.Texts(run.Get(WorkflowsArguments.TestSuites), WorkflowsArguments.TestSuites.Name)
                is { Count: > 0 } suites ? suites : ["default", "tempest-full"],
            Inputs = AskedInputs.Of(run.Get(WorkflowsArguments.Inputs), environments),
            Actions = ActionPins.Of(run.Get(WorkflowsArguments.Actions)),
            ConfigDiffKey = run.Get(WorkflowsArguments.ConfigDiffKey),
        };
    }

    /// <summary>The image that jobs of kayobe run in.</summary>
    public string Image(Scope scope) => $"{Registry.UrlIn(scope)}/{ImageName}:{ImageTag}";

    /// <summary>The container of such a job.</summary>
    public JobContainer Container(Scope scope) =>
        new(Image(scope)) { Credentials = (Registry.UsernameIn(scope), Registry.PasswordIn(scope)) };

    /// <summary>The labels of the runners for an environment.</summary>
    public IReadOnlyList<string> Labels(Scope scope) => scope.IsExpression ? [.. RunsOn, scope.Text!] : RunsOn;

    private static Uri Server(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.UserInfo.Length == 0
            ? url
            : throw new ModuleException($"Give scheme and host in server_url, like https://github.example.com: '{text}' is no URL.");
}
