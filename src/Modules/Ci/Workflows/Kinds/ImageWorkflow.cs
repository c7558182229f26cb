// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.Generated;
using Modules.Ci.Workflows.Model;
using Modules.Ci.Workflows.Settings;
using YamlDotNet.RepresentationModel;

namespace Modules.Ci.Workflows.Kinds;

/// <summary>Builds the image that the jobs run in; once for all environments, or once in each that has a registry of its own.</summary>
internal static class ImageWorkflow
{
    private const string Folder = "docker-image-build";

    public static Workflow Build(WorkflowEntry entry, WriterSettings settings)
    {
        var scope = settings.Registry.IsShared && settings.Environments.Selector == Selector.Input
            ? new Scope(null, null)
            : settings.Environments.Scope(started: false);
        return new(entry.TitleText)
        {
            On = WorkflowKinds.Started(entry, settings, entry.Inputs ?? [], asksEnvironment: false),
            Env = [("KAYOBE_USER_UID", YamlTree.Number(settings.Ids.User)), ("KAYOBE_USER_GID", YamlTree.Number(settings.Ids.Group))],
            Jobs =
            [
                WorkflowKinds.Prepared,
                new(entry.Id)
                {
                    Matrix = scope.IsExpression ? ("environment", settings.Environments.Names) : null,
                    RunsOn = settings.Labels(scope),
                    Container = new($"docker:{settings.Actions["docker"]}"),
                    Permissions = new()
                    {
                        Contents = Permissions.Read,
                        Packages = settings.Registry.Packages(Permissions.Write),
                    },
                    Timeout = entry.Timeout,
                    Needs = WorkflowKinds.Prepared.Id,
                    Steps =
                    [
                        .. settings.CheckoutHook,
                        WorkflowKinds.Checkout(settings, ("submodules", YamlTree.Flag(true)), ("path", YamlTree.Text(Folder))),
                        LogIn(settings, scope),
                        .. settings.Buildx ? [Buildx(settings)] : Array.Empty<Step>(),
                        .. settings.KayobeHook,
                        BuildAndPush(settings, scope),
                        .. settings.FinalHook,
                    ],
                },
            ],
        };
    }

    private static Step LogIn(WriterSettings settings, Scope scope) => new("Log in to the container registry")
    {
        Uses = settings.Actions.Use("docker/login-action"),
        With =
        [
            ("registry", YamlTree.Text(settings.Registry.UrlIn(scope))),
            ("username", YamlTree.Text(settings.Registry.UsernameIn(scope))),
            ("password", YamlTree.Text(settings.Registry.PasswordIn(scope))),
        ],
    };

    private static Step Buildx(WriterSettings settings) => new("Set up Docker Buildx")
    {
        Uses = settings.Actions.Use("docker/setup-buildx-action"),
        With =
        [
            ("driver-opts", YamlTree.Text($"image=moby/buildkit:{settings.Actions["moby/buildkit"]}")),
            .. settings.BuildxConfig is { } config
                ? [("config-inline", YamlTree.Text(config))]
                : Array.Empty<(string, YamlNode)>(),
            ("version", YamlTree.Text(settings.Actions["buildx"])),
        ],
    };

    private static Step BuildAndPush(WriterSettings settings, Scope scope) => new("Build and push the image")
    {
        Uses = settings.Actions.Use("docker/build-push-action"),
        With =
        [
            ("file", YamlTree.Text($"./{Folder}/.automation/docker/kayobe/Dockerfile")),
            ("context", YamlTree.Text(Folder)),
            ("build-args", YamlTree.Text(
                "KAYOBE_DOCKER_SSH_CONFIG_PATH=.automation/docker/kayobe/ssh_config\n"
                    + "KAYOBE_USER_UID=${{ env.KAYOBE_USER_UID }}\n"
                    + "KAYOBE_USER_GID=${{ env.KAYOBE_USER_GID }}\n"
                    + $"BASE_IMAGE={settings.BaseImage}\n")),
            ("push", YamlTree.Flag(true)),
            ("tags", YamlTree.Text(
                $"{settings.Image(scope)}\n{settings.Registry.UrlIn(scope)}/{settings.ImageName}:${{{{ github.sha }}}}\n")),
            .. settings.Provenance ? [] : new[] { ("provenance", (YamlNode)YamlTree.Flag(false)) },
        ],
    };
}
