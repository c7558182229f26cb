// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Ci.Pipelines;

/// <summary>The OpenBao that jobs ask for their secrets. Mount and version drive the policy and the path alike.</summary>
/// <param name="Address">As a job reaches it.</param>
/// <param name="Mount">Where the secrets are.</param>
/// <param name="Version">Of the key-value engine.</param>
/// <param name="Login">The path of the JWT auth method.</param>
/// <param name="Role">The role a job logs in with.</param>
/// <param name="Audience">Whom GitLab's token is for.</param>
internal sealed record SecretStore(string Address, string Mount, long Version, string Login, string Role, string Audience)
{
    public const string VaultPassword = "kayobe_vault_password";
    public const string PrivateKey = "kayobe_automation_ssh_private_key";
    public const string PublicOpenrc = "kayobe_public_openrc";

    private const string DefaultAddress = "http://127.0.0.1:8200";

    private static readonly Argument<string?> AddressOption = Argument.Text("address") with { Default = DefaultAddress };
    private static readonly Argument<string?> MountOption = Argument.Text("mount") with { Default = "kayobe-automation" };
    private static readonly Argument<long> VersionOption = Argument.Number("kv_version", 1) with { Minimum = 1, Maximum = 2 };
    private static readonly Argument<string?> LoginOption = Argument.Text("auth_path") with { Default = "jwt" };
    private static readonly Argument<string?> RoleOption = Argument.Text("role") with { Default = "gitlab" };
    private static readonly Argument<string?> AudienceOption = Argument.Text("audience");

    public static readonly ArgumentSpec Options =
        new([AddressOption, MountOption, VersionOption, LoginOption, RoleOption, AudienceOption]);

    /// <summary>Of an option that may be left out.</summary>
    public static SecretStore From(ArgumentValues? given)
    {
        var values = given ?? new ArgumentValues([]);
        var address = Word(values, AddressOption).TrimEnd('/');
        return new(
            address,
            Word(values, MountOption).Trim('/'),
            values.Get(VersionOption),
            Word(values, LoginOption).Trim('/'),
            Word(values, RoleOption),
            values.Get(AudienceOption) is null ? address : Word(values, AudienceOption));
    }

    /// <summary>The path of an environment's secrets, as a job asks for it.</summary>
    public string Path(string environment) => Version == 2 ? $"{Mount}/data/{environment}" : $"{Mount}/{environment}";

    /// <summary>Where jq finds them in the answer.</summary>
    public string Data => Version == 2 ? ".data.data" : ".data";

    /// <summary>It becomes part of a shell's text.</summary>
    private static string Word(ArgumentValues values, Argument<string?> option)
    {
        var word = values.Get(option)!;
        return word.Trim('/').Length > 0 && word.All(IsSafe)
            ? word
            : throw new ModuleException(
                $"secret_store.{option.Name} is '{word}': jobs use it in a shell. Give a value of letters, digits and -_./:$[] only.");
    }

    private static bool IsSafe(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || "-_./:$[]".Contains(letter, StringComparison.Ordinal);
}
