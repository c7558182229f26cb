// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Ci.Pipelines;

/// <summary>The playbooks that runbooks run, as paths in kayobe-config.</summary>
internal sealed record Playbooks(string Disable, string Drain, string Reboot, string Enable, string WritePipelines)
{
    private static readonly Argument<string?> DisableOption = Path("disable", "nova-compute-disable.yml");
    private static readonly Argument<string?> DrainOption = Path("drain", "nova-compute-drain.yml");
    private static readonly Argument<string?> RebootOption = Path("reboot", "reboot.yml");
    private static readonly Argument<string?> EnableOption = Path("enable", "nova-compute-enable.yml");
    private static readonly Argument<string?> WriteOption = Path("write_pipelines", "write-gitlab-pipelines.yml");

    public static readonly ArgumentSpec Options = new([DisableOption, DrainOption, RebootOption, EnableOption, WriteOption]);

    public static Playbooks From(ArgumentValues? given) => new(
        Of(given, DisableOption), Of(given, DrainOption), Of(given, RebootOption), Of(given, EnableOption), Of(given, WriteOption));

    /// <summary>It becomes a word of a shell.</summary>
    private static string Of(ArgumentValues? given, Argument<string?> option)
    {
        var path = (given ?? new ArgumentValues([])).Get(option)!;
        return path.Length > 0 && path[0] != '-' && path.All(IsSafe)
            ? path
            : throw new ModuleException(
                $"Give the path of a playbook in playbooks.{option.Name}, of letters, digits and -_./ only: '{path}' is none.");
    }

    private static bool IsSafe(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || "-_./${}".Contains(letter, StringComparison.Ordinal);

    private static Argument<string?> Path(string name, string file) =>
        Argument.Text(name) with { Default = $"etc/kayobe/ansible/{file}" };
}
