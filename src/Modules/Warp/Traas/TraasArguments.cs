// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Ci.Api;
using Modules.Warp.Settings;

namespace Modules.Warp.Traas;

/// <summary>Which cloud, which of its servers, and how they are reached.</summary>
internal static class TraasArguments
{
    public static readonly Argument<string> AuthUrl = Argument.RequiredText("auth_url");
    public static readonly Argument<string?> Username = Argument.Text("username");
    public static readonly Argument<string?> UserId = Argument.Text("user_id");
    public static readonly Argument<string?> Password = Argument.Text("password") with { Secrecy = Secrecy.Secret };
    public static readonly Argument<string?> UserDomainName = Argument.Text("user_domain_name");
    public static readonly Argument<string?> UserDomainId = Argument.Text("user_domain_id");
    public static readonly Argument<string?> ProjectName = Argument.Text("project_name") with { Aliases = ["tenant_name"] };
    public static readonly Argument<string?> ProjectId = Argument.Text("project_id");
    public static readonly Argument<string?> ProjectDomainName = Argument.Text("project_domain_name");
    public static readonly Argument<string?> ProjectDomainId = Argument.Text("project_domain_id");
    public static readonly Argument<string?> CredentialId = Argument.Text("application_credential_id");
    public static readonly Argument<string?> CredentialName = Argument.Text("application_credential_name");
    public static readonly Argument<string?> CredentialSecret =
        Argument.Text("application_credential_secret") with { Secrecy = Secrecy.Secret };

    public static readonly Argument<ArgumentValues?> Auth = Argument.Mapping("auth", new ArgumentSpec(
        [
            AuthUrl, Username, UserId, Password, UserDomainName, UserDomainId, ProjectName, ProjectId, ProjectDomainName, ProjectDomainId,
            CredentialId, CredentialName, CredentialSecret,
        ],
        new MutuallyExclusive(Password, CredentialSecret)));

    public static readonly Argument<string?> Cloud = Argument.Text("cloud") with { Default = "traas" };
    public static readonly Argument<string?> Region =
        Argument.Text("region") with { Aliases = ["region_name"], EnvironmentVariable = "OS_REGION_NAME" };

    public static readonly Argument<string?> Side = Argument.Choice("interface", "public", "internal", "admin") with { Default = "public" };
    public static readonly Argument<string?> ComputeUrl = Argument.Text("compute_url");
    public static readonly Argument<string?> ServersFile = Argument.Path("servers_file");
    public static readonly Argument<string?> ClusterId = Argument.Text("cluster_id");
    public static readonly Argument<string?> Network = Argument.Text("network") with { Default = "private" };
    public static readonly Argument<string?> SshConfig = Argument.Text("ssh_config") with { Default = "ssh.config.ansible" };
    public static readonly Argument<string?> UndercloudUser = Argument.Text("undercloud_user") with { Default = "centos" };
    public static readonly Argument<string?> UndercloudKey = Argument.Path("undercloud_key");
    public static readonly Argument<string?> OvercloudUser = Argument.Text("overcloud_user") with { Default = "centos" };
    public static readonly Argument<string?> OvercloudKey = Argument.Path("overcloud_key");

    public static readonly ArgumentSpec Spec = new(
        [
            Auth, Cloud, Region, Side, ComputeUrl, ServersFile, ClusterId, Network, WarpArguments.User, WarpArguments.Lwd, SshConfig,
            UndercloudUser, UndercloudKey, OvercloudUser, OvercloudKey, .. ApiConnection.Arguments,
        ],
        new RequiredOneOf(Auth, ServersFile)) { SkipsEmptyVariables = true };
}
