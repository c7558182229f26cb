// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.Builder.Preflight;

/// <summary>What a playbook may say of the host. The defaults are those of the guides.</summary>
internal static class PreflightArguments
{
    public static readonly Argument<string?> Environment =
        Argument.Choice("environment", [.. EnvironmentNeeds.All.Select(needs => needs.Name)]) with { Required = true };

    public static readonly Argument<bool?> Lvm = Argument.Flag("lvm");
    public static readonly Argument<JsonObject?> Space = Argument.Mapping("space");
    public static readonly Argument<string?> Interface = Argument.Text("interface") with { Default = "breth1" };
    public static readonly Argument<string?> Port = Argument.Text("port") with { Default = "dummy1" };
    public static readonly Argument<string?> Address = Argument.Text("address") with { Default = "192.168.33.3/24" };
    public static readonly Argument<string?> VaultPasswordFile = Argument.Path("vault_password_file") with { Default = "~/vault-pw" };
    public static readonly Argument<string> CheckoutPath = Argument.RequiredText("path") with { Type = ArgumentType.Path };
    public static readonly Argument<string?> Branch = Argument.Text("branch");
    public static readonly Argument<IReadOnlyList<ArgumentValues>?> Checkouts =
        Argument.MappingList("checkouts", new ArgumentSpec([CheckoutPath, Branch]));

    public static readonly Argument<string?> Registry = Argument.Text("registry");
    public static readonly Argument<string?> RegistryUsername = Argument.Text("registry_username");
    public static readonly Argument<string?> RegistryPassword =
        Argument.Text("registry_password") with { Secrecy = Secrecy.Secret };

    public static readonly Argument<string?> MirrorUrl = Argument.Text("mirror_url");
    public static readonly Argument<string?> MirrorUsername = Argument.Text("mirror_username");
    public static readonly Argument<string?> MirrorPassword = Argument.Text("mirror_password") with { Secrecy = Secrecy.Secret };
    public static readonly Argument<string?> ProxyUrl = Argument.Text("proxy_url");
    public static readonly Argument<string?> ProxyPath = Argument.Text("proxy_path");
    public static readonly Argument<bool> Strict = Argument.Flag("strict", otherwise: false);

    public static readonly ArgumentSpec Spec = new(
        [
            Environment, Lvm, Space, Interface, Port, Address, VaultPasswordFile, Checkouts, Registry, RegistryUsername, RegistryPassword,
            MirrorUrl, MirrorUsername, MirrorPassword, ProxyUrl, ProxyPath, Strict, .. EngineArguments.All,
        ],
        new RequiredTogether(RegistryUsername, RegistryPassword),
        new RequiredTogether(MirrorUsername, MirrorPassword));
}
